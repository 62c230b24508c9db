import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { toInitialsPath } from "@/lib/schemas/initials";
import { call } from "../support/call";
import { DEFAULT_SETTINGS, provideOwnInkwell, startInkwell, type Inkwell } from "../support/inkwell";
import { START } from "../support/start-command";
import { makeTestDatabase } from "../support/own-database";
import { readLog } from "../support/log";
import { openRequest } from "../support/open-request";
import { expectSuccess } from "../support/problems";
import { runProgram, startProgram } from "../support/process";
import { newUser } from "../support/users";

// A start takes seconds on a busy machine, and some tests make two.
vi.setConfig({ testTimeout: 120_000 });

const isRefused = (url: string) =>
  fetch(url).then(
    () => false,
    () => true,
  );

/** Sends half of a registration and returns a function that completes it. */
async function beginRegistration(server: Pick<Inkwell, "url" | "port">) {
  const user = newUser();
  const json = JSON.stringify(user);
  const { request, answer } = openRequest(server, "POST", "/api/users", {
    "Content-Type": "application/json",
  });
  request.write(json.slice(0, 10));
  // Its response shows that the request above has reached the server.
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  return async () => {
    request.end(json.slice(10));
    const { username, email } = user;
    const verification = { email_verified: false, pending_email: null };
    const picture = { image_file: null, image_path: toInitialsPath(username) };
    const body = { id: 1, username, email, ...verification, ...picture };
    expectSuccess(await answer, 201, body, { location: "/api/users/1" });
  };
}

it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "%s, sent repeatedly, lets requests finish, accepts no new ones, and exits with code 0",
  async (signal) => {
    const server = await startInkwell();
    const endRegistration = await beginRegistration(server);
    process.kill(server.pid, signal);
    await vi.waitUntil(() => isRefused(server.url), { timeout: 20_000 });
    process.kill(server.pid, signal);
    const signaling = setInterval(server.terminate, 1);
    await endRegistration();
    await server.stop();
    clearInterval(signaling);
    expect(readLog(server)).toContainEqual(expect.objectContaining({ event: "sys_shutdown", signal }));
  },
);

describe("`npm start`", () => {
  // A terminal and a service manager signal every process of the group, and npm passes on its own signal besides.
  it.each(["npm", "every process"])(
    "finishes requests and leaves no process behind when %s receives SIGTERM",
    async (whom) => {
      const env = { ...DEFAULT_SETTINGS, DATABASE_URL: await makeTestDatabase() };
      const npm = startProgram("npm", ["start"], { env, detached: true });
      const [, url = "", port] = await npm.prints(/Inkwell is at (http:\/\/\S+:(\d+))\n/);
      const endRegistration = await beginRegistration({ url, port: Number(port) });

      process.kill(whom === "npm" ? npm.pid : -npm.pid, "SIGTERM");
      await vi.waitUntil(() => isRefused(url), { timeout: 20_000 });
      await endRegistration();
      await npm.exited; // once no process holds its output any more
      expect(() => process.kill(-npm.pid, 0)).toThrow("ESRCH");
    },
  );
});

it("applies missing migrations and finds its data again after a restart", async () => {
  const databaseUrl = await makeTestDatabase();
  const first = await startInkwell({ databaseUrl });
  expect(first.output()).toMatch(/^Applied \d{14}_\w+/);
  const { body } = await call(first, "POST", "/api/users", { json: newUser() });
  await first.stop();

  const second = await startInkwell({ databaseUrl });
  expect(second.output()).not.toContain("Applied");
  const { id, username } = body as { id: number; username: string };
  expect(await call(second, "GET", `/api/users/${id}`)).toMatchObject({ status: 200, body: { username } });
  await second.stop();
});

/** Starts where it cannot listen and returns the only error message. */
async function failToListen(settings: { PORT?: string; HOSTNAME?: string }): Promise<string> {
  const env = { ...DEFAULT_SETTINGS, DATABASE_URL: await makeTestDatabase(), ...settings };
  const { code, output } = await runProgram("env", START, { env });
  expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(/^Applied .*\.\n/) });
  expect(output).not.toMatch(/\n {4}at /);
  const [message = "", ...others] = output.match(/^Cannot .*$/gm) ?? [];
  expect(others).toEqual([]);
  return message;
}

it("exits with code 1 and one clear message if the port is taken", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  expect(await failToListen({ PORT: String(port) })).toBe(
    `Cannot listen on port ${port} of 127.0.0.1: another process is listening there.`,
  );
  other.close();
});

it.each([
  // Without a name server, the message cannot say that the host does not exist.
  [
    "no host",
    /^Cannot listen on port 0 of no host: (?:no such host exists|the host name cannot be resolved)\.$/,
  ],
  ["192.0.2.1", /^Cannot listen on port 0 of 192\.0\.2\.1: the address does not belong to this machine\.$/],
])("exits with code 1 and one clear message if HOSTNAME is %s", async (HOSTNAME, message) => {
  expect(await failToListen({ HOSTNAME })).toMatch(message);
});

describe.runIf(process.platform === "linux")("the server listens", () => {
  const local = provideOwnInkwell();

  it("only at the address that HOSTNAME names", async () => {
    expect(await isRefused(local.url)).toBe(false);
    expect(await isRefused(`http://127.0.0.2:${local.port}`)).toBe(true);
  });

  it("at an IPv6 address, which it prints in brackets", async () => {
    const server = await startInkwell({ env: { HOSTNAME: "::1" } });
    expect(server.output()).toContain(`Inkwell is at http://[::1]:${server.port}\n`);
    expect((await fetch(`http://[::1]:${server.port}/api/health`)).status).toBe(200);
    await server.stop();
  });

  it("at every address when HOSTNAME is 0.0.0.0", async () => {
    const server = await startInkwell({ env: { HOSTNAME: "0.0.0.0" } });
    expect(await isRefused(`http://127.0.0.2:${server.port}`)).toBe(false);
    await server.stop();
  });
});
