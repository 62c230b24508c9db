import { beforeAll, expect, it, vi } from "vitest";
import type * as BreachedPasswords from "./breached-passwords";

let isBreachedPassword: (typeof BreachedPasswords)["isBreachedPassword"];

beforeAll(async () => {
  vi.stubEnv("PASSWORD_BREACH_CHECK", "on");
  // Nothing listens there; tests/api/users/common-passwords.test.ts tests the responses of a service.
  vi.stubEnv("PASSWORD_BREACH_API_URL", "http://127.0.0.1:1/range/");
  vi.stubEnv("LOG_LEVEL", "silent");
  // Imported here because the settings are read at import.
  ({ isBreachedPassword } = await import("./breached-passwords"));
});

it("isBreachedPassword waits one second for the breach service", async () => {
  const fetched = vi.spyOn(globalThis, "fetch");
  const timeout = vi.spyOn(AbortSignal, "timeout");
  expect(await isBreachedPassword("a canary that is well known")).toBe(false);
  expect(timeout.mock.calls).toEqual([[1_000]]);
  expect(fetched.mock.calls.map(([, init]) => init?.signal)).toEqual([timeout.mock.results[0]?.value]);
});
