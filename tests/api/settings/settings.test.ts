import { existsSync } from "node:fs";
import path from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { call } from "../../support/call";
import { makeCheckout, type Checkout } from "../../support/checkout";
import { DEFAULT_SETTINGS, SECRET_KEY, startInkwell } from "../../support/inkwell";
import { START } from "../../support/start-command";
import { readToken } from "../../support/mint-token";
import { runProgram } from "../../support/process";
import { logIn, register } from "../../support/users";

// A start takes seconds on a busy machine, and some tests make two.
vi.setConfig({ testTimeout: 120_000 });

const EXAMPLE_KEY = "change-me-this-is-only-an-example-key";
let checkout: Checkout | undefined;

afterEach(() => {
  checkout?.remove();
  checkout = undefined;
});

/** Wrong settings and the names that the message must contain; lib/env.test.ts covers every setting. */
const WRONG_SETTINGS: [string, Record<string, string>, string[]][] = [
  ["the key of the example", { SECRET_KEY: EXAMPLE_KEY }, ["SECRET_KEY"]],
  [
    "several wrong settings",
    {
      SECRET_KEY: "canary-key",
      ALGORITHM: "RS256",
      ACCESS_TOKEN_EXPIRE_MINUTES: "1441",
      DATABASE_URL: "/canary.db",
    },
    ["SECRET_KEY", "ALGORITHM", "ACCESS_TOKEN_EXPIRE_MINUTES", "DATABASE_URL"],
  ],
];

/** Expects one message that names every invalid variable and its rule, but no value and no stack. */
function expectMessage(output: string, wrong: Record<string, string>, names: readonly string[]): void {
  const lines = output.trim().split("\n");
  expect(lines[0]).toMatch(/settings/);
  expect(lines.filter((line) => line.startsWith("  ")).map((line) => line.trim().split(" ")[0])).toEqual(
    names,
  );
  for (const line of lines.filter((line) => line.startsWith("  "))) expect(line).toMatch(/ must .{8}/);
  for (const value of Object.values(wrong).filter((value) => value.trim().length > 4))
    expect(output).not.toContain(value);
  expect(lines.length).toBeLessThanOrEqual(names.length + 2);
}

describe("`npm start` exits with code 1 and one message for", () => {
  it.each(WRONG_SETTINGS)("%s", async (_what, wrong, names) => {
    const env = { ...DEFAULT_SETTINGS, DATABASE_URL: "file:/nowhere/blog.db", ...wrong };
    const { code, output } = await runProgram("env", START, { env });
    expect({ code, output }).toEqual({ code: 1, output: expect.any(String) });
    expectMessage(output, wrong, names);
  });
});

describe("`next build` fails", () => {
  it.each(WRONG_SETTINGS.slice(-1))("for %s", async (_what, wrong, names) => {
    checkout = makeCheckout({}, { without: [".next"] });
    const { folder } = checkout;
    const { code, output } = await runProgram(
      process.execPath,
      ["node_modules/next/dist/bin/next", "build"],
      {
        cwd: folder,
        env: { ...DEFAULT_SETTINGS, ...wrong },
      },
    );
    expect(code).toBe(1);
    for (const name of names) expect(output).toContain(`  ${name} must `);
    for (const value of Object.values(wrong)) expect(output).not.toContain(value);
    expect(existsSync(path.join(folder, ".next/BUILD_ID"))).toBe(false);
  });
});

describe("a setting", () => {
  const settingsFile = (text: string) => (checkout = makeCheckout({ ".env": text })).folder;

  it("is read from .env if the environment does not have it", async () => {
    const cwd = settingsFile(
      "SECRET_KEY=canary-key-from-the-dotenv-file-of-the-test\nACCESS_TOKEN_EXPIRE_MINUTES=5\n",
    );
    const server = await startInkwell({
      cwd,
      env: { SECRET_KEY: undefined, ACCESS_TOKEN_EXPIRE_MINUTES: undefined },
    });
    const { email, password } = await register(server);
    const form = { username: email, password };
    expect(await call(server, "POST", "/api/users/token", { form })).toMatchObject({
      body: { expires_in: 300 },
    });
    server.secrets.add("canary-key-from-the-dotenv-file-of-the-test");
    await server.stop();
  });

  it("is read from the environment rather than from .env", async () => {
    const cwd = settingsFile("SECRET_KEY=too-short\nALGORITHM=none\nACCESS_TOKEN_EXPIRE_MINUTES=5\n");
    const env = { SECRET_KEY, ALGORITHM: "HS512", ACCESS_TOKEN_EXPIRE_MINUTES: "1" };
    const server = await startInkwell({ cwd, env });
    const user = await register(server);
    const token = await logIn(server, user);
    const { header, claims } = readToken(token);
    expect(header["alg"]).toBe("HS512");
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(60);
    expect(await call(server, "GET", "/api/users/me", { token })).toMatchObject({
      status: 200,
      body: { id: user.id },
    });
    await server.stop();
  });
});
