import { beforeAll, expect, it, vi } from "vitest";
import type * as BreachedPasswords from "./breached-passwords";

let isBreachedPassword: (typeof BreachedPasswords)["isBreachedPassword"];

beforeAll(async () => {
  vi.stubEnv("PASSWORD_BREACH_CHECK", "on");
  // There is no such service here; tests/api/users/common-passwords.test.ts tests responses and a silent one.
  vi.stubEnv("PASSWORD_BREACH_API_URL", "http://127.0.0.1:1/range/");
  vi.stubEnv("LOG_LEVEL", "silent");
  // Imported here, for the settings are read when they are loaded.
  ({ isBreachedPassword } = await import("./breached-passwords"));
});

it("waits one second for the breach service", async () => {
  const fetched = vi.spyOn(globalThis, "fetch");
  const timeout = vi.spyOn(AbortSignal, "timeout");
  expect(await isBreachedPassword("a canary that is well known")).toBe(false);
  expect(timeout.mock.calls).toEqual([[1_000]]);
  expect(fetched.mock.calls.map(([, init]) => init?.signal)).toEqual([timeout.mock.results[0]?.value]);
});
