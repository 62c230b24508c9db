import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import type * as Db from "@/lib/server/db/client";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { AppError } from "@/lib/server/errors";
import type * as LoginLimitModule from "@/lib/server/limits/login-limit";
import { runInRequest } from "@/lib/server/request/request-context";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

const START = Date.parse("2026-11-23T12:00:00Z");

/** The result of a login attempt. A number is the `Retry-After` of a rejection, in seconds. */
export type Outcome = "right" | "wrong" | "overloaded" | number;

/** The email and the client address of a login attempt. */
export interface From {
  email?: string;
  address?: string;
}

/** `limitLogin` on a database of the test file, empty at the start of each test. */
export interface LoginLimit {
  db: (typeof Db)["db"];
  /** How many passwords were verified in this test. */
  verified: number;
  /** Moves the wall clock. */
  passTime: (ms: number) => void;
  tryLogin: (outcome: "right" | "wrong" | "overloaded", from?: From) => Promise<Outcome>;
  /** Tries wrong passwords, one after the other. */
  fail: (times: number, from?: From) => Promise<Outcome[]>;
}

/** Provides `limitLogin` for the tests of a file. */
export function provideLoginLimit(): LoginLimit {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-limits-"));
  const url = `file:${path.join(folder, "blog.db")}`;
  let limitLogin: (typeof LoginLimitModule)["limitLogin"];
  let closeDatabase: (typeof Db)["closeDatabase"];
  const passTime = (ms: number) => void vi.setSystemTime(Date.now() + ms);
  const limit = { verified: 0, passTime, tryLogin, fail } as LoginLimit;

  beforeAll(async () => {
    await applyMigrations(url);
    vi.stubEnv("DATABASE_URL", url);
    // Imported here, because the database is the one that the settings name when they are loaded.
    ({ db: limit.db, closeDatabase } = await import("@/lib/server/db/client"));
    ({ limitLogin } = await import("@/lib/server/limits/login-limit"));
  });
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: START });
    await limit.db.rateLimit.deleteMany();
    limit.verified = 0;
  });
  afterAll(async () => {
    vi.useRealTimers();
    await closeDatabase();
    rmSync(folder, { recursive: true });
  });

  async function tryLogin(
    outcome: "right" | "wrong" | "overloaded",
    { email = "ada@example.com", address = "192.0.2.1" }: From = {},
  ): Promise<Outcome> {
    const attempt = async () => {
      if (outcome === "overloaded") throw new AppError("overloaded");
      limit.verified += 1;
      return outcome === "right" ? "a user" : null;
    };
    const { signal } = new AbortController();
    const request = { requestId: "1", address, userAgent: null, method: "POST", path: "/", signal };
    try {
      const user = await runInRequest(request, () => limitLogin(email, attempt));
      return user === null ? "wrong" : "right";
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return error.code === "overloaded" ? "overloaded" : (error.retryAfterSeconds ?? NaN);
    }
  }

  async function fail(times: number, from?: From): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let time = 0; time < times; time += 1) outcomes.push(await tryLogin("wrong", from));
    return outcomes;
  }

  return limit;
}

/** Returns the outcomes of wrong passwords that were verified. */
export function wrong(times: number): Outcome[] {
  return Array.from({ length: times }, () => "wrong");
}
