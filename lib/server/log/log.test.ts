import { afterEach, expect, it, vi } from "vitest";
import type * as Log from "./log";

afterEach(() => vi.unstubAllEnvs());

/** Loads the module as a process with this key does. */
async function load(SECRET_KEY: string): Promise<typeof Log> {
  vi.resetModules();
  vi.stubEnv("SECRET_KEY", SECRET_KEY);
  return import("./log");
}

it("pseudonymOf returns a pseudonym of an email that only the holder of the key can compute", async () => {
  const { pseudonymOf } = await load("a key for the tests of the log, the first one");
  const ada = pseudonymOf("ada@example.com");
  expect(ada).toMatch(/^[\da-f]{16}$/);
  expect(pseudonymOf("ada@example.com")).toBe(ada);
  expect(pseudonymOf("bob@example.com")).not.toBe(ada);
  const other = await load("a key for the tests of the log, the second one");
  expect(other.pseudonymOf("ada@example.com")).not.toBe(ada);
});

it.each([
  ["a C1 control, which some terminals obey", "\u009b31m", "\\u009b31m"],
  ["line separators", "\u2028\u0085", "\\u2028\\u0085"],
  ["a bidirectional override", "\u202e", "\\u202e"],
  ["a control and a line break", "\u001b\n", "\\u001b\\n"],
  ["a letter outside ASCII", "é😀", "\\u00e9\\ud83d\\ude00"],
])("the log writes %s as an escape", async (_what, text, escaped) => {
  const { logWarning } = await load("a key for the tests of the log, the first one");
  const { logStream } = await import("./log-stream");
  const write = vi.spyOn(logStream, "write").mockImplementation(() => true);
  logWarning(`before ${text} after`);
  const line = String(write.mock.calls[0]?.[0]);
  expect(line).toContain(`before ${escaped} after`);
  expect(line).toMatch(/^[\x20-\x7e]+\n$/);
  expect(JSON.parse(line)).toMatchObject({ message: `before ${text} after` });
});
