import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { DEFAULT_SETTINGS, startInkwell, type Inkwell } from "../../support/inkwell";
import { LOG_TIME, logOf, readLog } from "../../support/log";
import { makeTestDatabase } from "../../support/own-database";
import { startProgram, type Program } from "../../support/process";
import { START } from "../../support/start-command";
import { newUser, signUp } from "../../support/users";

// A start takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const IS_AT = /Inkwell is at http:\/\/\S+:(\d+)\n/;
let databaseUrl: string;
let program: Program | undefined;

beforeEach(async () => {
  databaseUrl = await makeTestDatabase();
});
afterEach(async () => {
  program?.kill("SIGKILL");
  await program?.exited;
  program = undefined;
});

const settings = (changes: Record<string, string> = {}) => ({
  ...DEFAULT_SETTINGS,
  DATABASE_URL: databaseUrl,
  ...changes,
});

const serverAt = ({ pid, output }: Program, port: number): Inkwell => ({
  url: `http://127.0.0.1:${port}`,
  port,
  pid,
  databaseUrl,
  output,
  secrets: new Set(),
});

/** Starts a server that the test ends in its own way. */
async function start(env: Record<string, string> = {}): Promise<{ server: Inkwell; program: Program }> {
  program = startProgram("env", START, { env: settings(env) });
  const [, port] = await program.prints(IS_AT);
  return { server: serverAt(program, Number(port)), program };
}

const failToLogin = (server: Inkwell) =>
  call(server, "POST", "/api/users/token", { form: { username: "a@b.co", password: "a wrong password" } });

it("the log has the last event before the process was killed", async () => {
  const { server, program } = await start();
  const answer = await failToLogin(server);
  program.kill("SIGKILL");
  await program.exited;
  expect(logOf(server, answer)).toMatchObject([{ event: "authn_login_fail" }]);
});

it("the log ends with the signal that stopped the server", async () => {
  const { server, program } = await start();
  program.kill("SIGTERM");
  expect(await program.exited).toEqual({ code: 0, signal: null });
  expect(readLog(server).at(-1)).toEqual({
    level: "info",
    time: LOG_TIME,
    event: "sys_shutdown",
    signal: "SIGTERM",
  });
});

it("uncaught errors and rejections are logged, and the site stays up", async () => {
  const crash = encodeURIComponent(
    'process.on("SIGUSR2",()=>{Promise.reject(new Error("lost promise\\nof two lines"));throw new Error("crash\\nof two lines")})',
  );
  const { server, program } = await start({ NODE_OPTIONS: `--import=data:text/javascript,${crash}` });
  program.kill("SIGUSR2");
  await program.prints(/lost promise[^]*\n/);
  await program.prints(/sys_crash[^]*\n/);
  expect((await call(server, "GET", "/api/health")).status).toBe(200);

  const logged = readLog(server).filter(({ level }) => level === "fatal" || level === "error");
  expect(logged).toHaveLength(2);
  expect(logged).toContainEqual({
    level: "fatal",
    time: LOG_TIME,
    event: "sys_crash",
    cause: expect.stringMatching(/^Error: crash\nof two lines\n {4}at /),
  });
  expect(logged).toContainEqual({
    level: "error",
    time: LOG_TIME,
    message: expect.stringContaining("lost promise\nof two lines"),
  });
});

it("the error of a page is logged as one line with the digest that the page shows", async () => {
  const server = await startInkwell({ mayLogErrors: true });
  await execute(server, "ALTER TABLE posts RENAME TO elsewhere");
  expect((await fetch(server.url)).status).toBe(500);
  const errors = readLog(server).filter(({ level }) => level === "error");
  expect(errors).toEqual([
    {
      level: "error",
      time: LOG_TIME,
      message: expect.stringMatching(/no such table|does not exist[^]*digest: '\d+'/),
    },
  ]);
  await server.stop();
});

describe("LOG_LEVEL", () => {
  it("info writes all events, and sys_startup with Node's version and the port first", async () => {
    const { server } = await start({ LOG_LEVEL: "info", RATE_LIMITS: "on" });
    expect((await call(server, "POST", "/api/users", { json: newUser() })).status).toBe(201);
    await failToLogin(server);
    const [first, ...others] = readLog(server);
    const startup = { level: "info", time: LOG_TIME, event: "sys_startup" };
    expect(first).toEqual({ ...startup, node: process.version, port: server.port });
    expect(others.map(({ event }) => event)).toEqual(["user_created", "authn_login_fail"]);
  });

  it.each([
    ["warn", ["authn_login_fail"]],
    ["silent", []],
  ])("%s writes only events of that level or above", async (LOG_LEVEL, events) => {
    const { server } = await start({ LOG_LEVEL, RATE_LIMITS: "on" });
    expect((await call(server, "POST", "/api/users", { json: newUser() })).status).toBe(201);
    await failToLogin(server);
    expect(readLog(server).map(({ event }) => event)).toEqual(events);
    expect(server.output()).toMatch(IS_AT);
  });
});

it("a full disk stops the log but not the site", async () => {
  const idle = createServer().listen(0, "127.0.0.1");
  await once(idle, "listening");
  const { port } = idle.address() as AddressInfo;
  idle.close();
  program = startProgram("sh", ["-c", 'exec "$0" "$@" >/dev/full', "env", ...START], {
    env: settings({ PORT: String(port) }),
  });
  const server = serverAt(program, port);
  await vi.waitUntil(
    () =>
      fetch(server.url).then(
        ({ ok }) => ok,
        () => false,
      ),
    { timeout: 60_000 },
  );
  await signUp(server);
  for (let count = 0; count < 3; count += 1) expect((await failToLogin(server)).status).toBe(401);
  program.kill("SIGTERM");
  expect(await program.exited).toEqual({ code: 0, signal: null });
});
