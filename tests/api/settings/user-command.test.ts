import { execFile } from "node:child_process";
import { expect, it, vi } from "vitest";
import { scripts } from "@/package.json";
import { call } from "../../support/call";
import { readPostRows, readSessionRows, readUserRow } from "../../support/database";
import { DEFAULT_SETTINGS, provideInkwell } from "../../support/inkwell";
import { ROOT } from "../../support/process";
import { logInOffline, renew, statusOf } from "../../support/sessions";
import { addUser, logIn, newUser } from "../../support/users";

// Each test starts processes, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

/** The command as it is in a container (docs/deploy/docker.md), which starts faster than the one that compiles the source. */
const BUNDLED = [".next/standalone/server/user.js"];
/** The arguments with which Node runs `npm run user`, without the processes of npm and tsx around it. */
const FROM_SOURCE = ["--import", ...scripts.user.split(" ")];
const server = provideInkwell();
const GENERATED_PASSWORD = /^[\w-]{20}$/;

interface Result {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs the command on the database of the running server, with `input` as standard input. */
async function run(
  args: string[],
  { input = "", databaseUrl = server.databaseUrl, command = BUNDLED } = {},
): Promise<Result> {
  const env = {
    ...process.env,
    ...DEFAULT_SETTINGS,
    NODE_ENV: undefined,
    DATABASE_URL: databaseUrl,
  };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [...command, ...args],
      { cwd: ROOT, env: env as unknown as NodeJS.ProcessEnv },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}

async function runJson(args: string[], input?: string): Promise<Record<string, unknown>> {
  const { code, stdout, stderr } = await run([...args, "--json"], { ...(input !== undefined && { input }) });
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const logEventsIn = (stderr: string) =>
  stderr
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Record<string, unknown>);

it.each([
  ["bundled", BUNDLED],
  ["from source", FROM_SOURCE],
])("creates an account with a random password that is printed once, %s", async (_which, command) => {
  const { email, username } = newUser();
  const args = ["create", email.toUpperCase(), "--username", username, "--json"];
  const { code, stdout, stderr } = await run(args, { command });
  expect(code, stderr).toBe(0);
  const created = JSON.parse(stdout) as { id: number; password: string };
  expect(created).toEqual({
    id: expect.any(Number) as unknown,
    username,
    email,
    password: expect.stringMatching(GENERATED_PASSWORD) as unknown,
  });
  expect(logEventsIn(stderr)).toMatchObject([{ event: "user_created", user_id: created.id }]);
  expect(stderr).not.toContain(created.password);
  await logIn(server, { email, password: created.password });
});

it("creates an account with a password from standard input, named after the email", async () => {
  const password = "a password from a pipe";
  const { email } = newUser();
  const created = await runJson(["create", email, "--password-stdin"], `${password}\n`);
  expect(created).toMatchObject({ username: email.replace("@example.com", ""), email });
  expect(created).not.toHaveProperty("password");
  await logIn(server, { email, password });
});

it("reports why an account cannot be created", async () => {
  const user = await addUser(server);
  for (const [args, input, reason] of [
    [["create", user.email], "", "Email already registered"],
    [["create", "ada"], "", "email: "],
    [["create", "ada@example.com", "--password-stdin"], "short", "password: "],
    [["create", "ada@example.com", "--password-stdin"], "password1234", "too common"],
  ] as const) {
    const { code, stdout, stderr } = await run([...args], { input });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(reason);
    expect(stderr).not.toMatch(/\n\s+at /);
  }
});

it("lists accounts and shows one with its sessions", async () => {
  const user = await addUser(server);
  await logInOffline(server, user);
  const list = await runJson(["list"]);
  expect(list).toContainEqual({
    id: user.id,
    username: user.username,
    email: user.email,
    created_at: expect.stringMatching(/Z$/) as unknown,
    posts: 0,
    sessions: 1,
  });
  expect(await runJson(["show", user.email])).toMatchObject({
    email: user.email,
    sessions: [{ address: "127.0.0.1" }],
  });
  expect((await run(["list"])).stdout).toContain(user.email);
});

it("resets a password and ends all sessions", async () => {
  const user = await addUser(server);
  const session = await logInOffline(server, user);
  const reset = await runJson(["reset-password", user.email]);
  expect(reset).toEqual({
    email: user.email,
    sessions_ended: 1,
    password: expect.stringMatching(GENERATED_PASSWORD) as unknown,
  });
  expect(await statusOf(server, session.accessToken)).toBe(401);
  expect((await renew(server, session.refreshToken)).status).toBe(400);
  const { email } = user;
  const form = { username: email, password: user.password };
  expect((await call(server, "POST", "/api/users/token", { form })).status).toBe(401);
  await logIn(server, { email, password: String(reset["password"]) });
});

it("ends all sessions of an account and of no other", async () => {
  const [user, other] = [await addUser(server), await addUser(server)];
  const [token, otherToken] = [await logIn(server, user), await logIn(server, other)];
  expect(await runJson(["log-out", user.email])).toEqual({ email: user.email, sessions_ended: 1 });
  expect(await statusOf(server, token)).toBe(401);
  expect(await statusOf(server, otherToken)).toBe(200);
});

it("deletes an account with its posts only after a yes", async () => {
  const user = await addUser(server);
  const token = await logIn(server, user);
  await call(server, "POST", "/api/posts", { token, json: { title: "Spam", content: "Buy" } });
  for (const input of ["", "n\n", "yess\n"]) {
    const { code, stderr } = await run(["delete", user.email], { input });
    expect({ code, stderr: stderr.includes("1 posts permanently? [y/N]") }).toEqual({
      code: 1,
      stderr: true,
    });
  }
  expect(await readUserRow(server, user.id)).toBeDefined();
  const { code, stderr } = await run(["delete", user.email], { input: "y\n" });
  expect(code, stderr).toBe(0);
  expect(logEventsIn(stderr.slice(stderr.indexOf("{")))).toMatchObject([
    { event: "user_deleted", user_id: user.id, by: "operator" },
  ]);
  expect(await statusOf(server, token)).toBe(401);
  expect(await readSessionRows(server, user.id)).toEqual([]);
  expect(await readPostRows(server, user.id)).toEqual([]);
});

it("deletes without asking if --yes is given", async () => {
  const user = await addUser(server);
  expect(await runJson(["delete", user.email, "--yes"])).toEqual({ email: user.email, posts: 0 });
  expect(await readUserRow(server, user.id)).toBeUndefined();
});

it.each([
  { args: [], code: 2, reason: "Usage: npm run user" },
  { args: ["list", "ada@example.com"], code: 2, reason: "Usage: npm run user" },
  { args: ["show"], code: 2, reason: "Usage: npm run user" },
  { args: ["promote", "ada@example.com"], code: 2, reason: "Usage: npm run user" },
  { args: ["list", "--frob"], code: 2, reason: "'--frob'" },
  { args: ["show", "nobody@example.com"], code: 1, reason: "User not found" },
])("exits with $code for: user $args", async ({ args, code, reason }) => {
  const result = await run(args);
  expect(result).toMatchObject({ code, stdout: "" });
  expect(result.stderr).toContain(reason);
});

it("reports a database that does not exist, and creates none", async () => {
  const result = await run(["list"], { databaseUrl: `${server.databaseUrl}.missing` });
  expect(result.code).toBe(1);
  expect(result.stderr).toMatch(/no database at .*missing|"inkwell_test_\w+\.missing" does not exist/);
});
