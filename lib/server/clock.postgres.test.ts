import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createBlog } from "@/tests/support/postgres-blog";
import { currentTime } from "./clock";
import type * as Client from "./db/client";

let client: typeof Client;

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", await createBlog());
  client = await import("./db/client");
});
afterAll(() => client.closeDatabase());

it.each(["2020-01-01", "2040-01-01"])(
  "is the database's, even if the machine's clock is set to %s",
  async (date) => {
    const time = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: new Date(date) });
    await client.openDatabase();
    expect(Math.abs(currentTime().getTime() - time)).toBeLessThan(60_000);
    vi.useRealTimers();
  },
);
