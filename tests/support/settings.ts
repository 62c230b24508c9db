import { readFileSync } from "node:fs";
import { beforeEach, expect, vi } from "vitest";
import type { SettingsError } from "@/lib/env";

/** A valid `SECRET_KEY`, which the tests of settings start from. */
export const KEY = "a key for the tests of the settings";
/** Every setting in `.env.example`, `SECRET_KEY` first, and the one that Vercel sets. */
export const NAMES = [
  ...[...readFileSync(".env.example", "utf8").matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name = ""]) => name),
  "VERCEL",
];

/** Unsets all settings but the key before each test of a file. */
export function unsetSettings(): void {
  beforeEach(() => {
    vi.unstubAllEnvs();
    for (const name of NAMES) vi.stubEnv(name, undefined);
    vi.stubEnv("SECRET_KEY", KEY);
  });
}

/** Reads the settings again, as a new process does. */
export async function readSettings(variables: Record<string, string | undefined>) {
  vi.resetModules();
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  return (await import("@/lib/env")).env;
}

/** Returns the error about invalid settings. */
export async function readError(variables: Record<string, string | undefined>): Promise<SettingsError> {
  return readSettings(variables).then(
    () => expect.unreachable("the settings were accepted"),
    (error: unknown) => error as SettingsError,
  );
}

/** Expects an error whose message names one setting and its rule, but not the value. */
export async function expectInvalid(name: string, value: string): Promise<void> {
  const failure = await readError({ [name]: value });
  expect(failure.message.split("\n")).toEqual([
    "Inkwell cannot start because of these settings:",
    expect.stringMatching(new RegExp(`^ {2}${name} must (be|have) .+`)),
    "The settings are described in .env.example.",
  ]);
  expect(failure.message).not.toContain("canary");
  if (value.trim().length > 3) expect(failure.message).not.toContain(` ${value} `);
  expect(failure.stack).toBe(failure.message);
}
