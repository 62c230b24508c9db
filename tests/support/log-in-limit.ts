import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, vi } from "vitest";
import type * as Db from "@/lib/server/db/client";
import { AppError } from "@/lib/server/errors";
import type * as LimiterService from "@/lib/server/limits/limiter-service";
import type * as LoginLimitService from "@/lib/server/limits/login-limit";
import { runInRequest } from "@/lib/server/request/request-context";
import { applyMigrations } from "@/lib/server/db/apply-migrations";

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** What came of a log-in; a number says for how many seconds it is refused. */
export type Outcome = "right" | "wrong" | "overloaded" | number;

/** Who tries to log in, and from where. */
export interface From {
  email?: string;
  address?: string;
}

/** The limit of log-ins on a real database of a test file, empty for each test, with a clock of its own. */
export interface LoginLimit {
  db: (typeof Db)["db"];
  /** Milliseconds since 1970. */
  now: number;
  /** How often a password was looked at. */
  verified: number;
  tryLogIn: (outcome: "right" | "wrong" | "overloaded", from?: From) => Promise<Outcome>;
  /** Tries wrong passwords, one after the other. */
  fail: (times: number, from?: From) => Promise<Outcome[]>;
}

/** One for the tests of a file. */
export function provideLoginLimit(): LoginLimit {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-limits-"));
  const url = `file:${path.join(folder, "blog.db")}`;
  let limitLogin: (typeof LoginLimitService)["limitLogin"];
  let closeDatabase: (typeof Db)["closeDatabase"];
  const limit = { now: Date.parse("2026-11-23T12:00:00Z"), verified: 0, tryLogIn, fail } as LoginLimit;

  beforeAll(async () => {
    await applyMigrations(url);
    vi.stubEnv("DATABASE_URL", url);
    // Imported here, for their database is the one that the settings name when they are loaded.
    ({ db: limit.db, closeDatabase } = await import("@/lib/server/db/client"));
    const { makeLimiters }: typeof LimiterService = await import("@/lib/server/limits/limiter-service");
    const service: typeof LoginLimitService = await import("@/lib/server/limits/login-limit");
    limitLogin = service.createLoginLimit(makeLimiters(() => limit.now));
  });
  beforeEach(async () => {
    await limit.db.rateLimit.deleteMany();
    limit.verified = 0;
  });
  afterAll(async () => {
    await closeDatabase();
    rmSync(folder, { recursive: true });
  });

  async function tryLogIn(
    outcome: "right" | "wrong" | "overloaded",
    { email = "ada@example.com", address = "192.0.2.1" }: From = {},
  ): Promise<Outcome> {
    const attempt = async () => {
      if (outcome === "overloaded") throw new AppError("overloaded");
      limit.verified += 1;
      return outcome === "right" ? "a user" : null;
    };
    try {
      const { signal } = new AbortController();
      const request = {
        requestId: "of-the-test",
        address,
        userAgent: null,
        method: "POST",
        path: "/api/users/token",
        signal,
      };
      const user = await runInRequest(request, () => limitLogin(email, attempt));
      return user === null ? "wrong" : "right";
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return error.code === "overloaded" ? "overloaded" : (error.retryAfterSeconds ?? NaN);
    }
  }

  async function fail(times: number, from?: From): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (let time = 0; time < times; time += 1) outcomes.push(await tryLogIn("wrong", from));
    return outcomes;
  }

  return limit;
}

/** The outcomes of wrong passwords that were looked at. */
export function wrong(times: number): Outcome[] {
  return Array.from({ length: times }, () => "wrong");
}
