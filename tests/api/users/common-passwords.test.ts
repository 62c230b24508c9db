import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRows } from "../../support/database";
import { startInkwell, type OwnInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { newUser } from "../../support/users";

const PASSWORD = "a canary that is well known";
const SHA1 = createHash("sha1").update(PASSWORD).digest("hex").toUpperCase();
const [PREFIX, SUFFIX] = [SHA1.slice(0, 5), SHA1.slice(5)];
const OTHER = "0018A45C4D1DEF81644B54AB7F969B88D65";
const NOT_LOOKED_UP = /"level":"warn".*accepted without the breach check/;

/** Responds to a request in place of the Pwned Passwords API. */
type Behavior = (response: ServerResponse) => void;
let behave: Behavior;
let requests: IncomingMessage[] = [];
const api = createServer((request, response) => {
  requests.push(request);
  behave(response);
});

let server: OwnInkwell;
let address: string;
const logged = () =>
  server
    .output()
    .split("\n")
    .filter((line) => NOT_LOOKED_UP.test(line));
const send = (password: string) => call(server, "POST", "/api/users", { json: newUser({ password }) });

beforeAll(async () => {
  await once(api.listen(0, "127.0.0.1"), "listening");
  address = `http://127.0.0.1:${(api.address() as AddressInfo).port}/range/`;
  server = await startInkwell({
    env: { RATE_LIMITS: "off", PASSWORD_BREACH_CHECK: "on", PASSWORD_BREACH_API_URL: address },
  });
});

afterAll(async () => {
  // The log must not reveal which range was requested.
  server.secrets.add(PREFIX).add(SUFFIX);
  await server.stop();
});

afterEach(() => {
  requests = [];
  api.closeAllConnections();
});

it("rejects a common password without asking the breach service, and stores no account", async () => {
  const before = (await readUserRows(server)).length;
  expectProblem(await send("Password1"), "validation-error", {
    errors: [fieldErrorOf("password", "password-too-common", expect.stringContaining("too common"))],
  });
  const user = newUser({ password: "ada.of.london", email: "Ada.of.London@example.com" });
  expectProblem(await call(server, "POST", "/api/users", { json: user }), "validation-error", {
    errors: [
      fieldErrorOf("password", "password-too-common", expect.stringContaining("other than your username")),
    ],
  });
  expect(await readUserRows(server)).toHaveLength(before);
  expect(requests).toHaveLength(0);
});

describe("a password from a data breach", () => {
  it("is rejected, and only the first characters of its hash leave the server", async () => {
    behave = (response) => response.end(`${OTHER}:3\r\n${SUFFIX}:42\r\n${OTHER.replace("0", "F")}:0`);
    expectProblem(await send(PASSWORD), "validation-error", {
      errors: [fieldErrorOf("password", "password-too-common", expect.stringContaining("data breach"))],
    });
    expect(requests.map(({ method, url, headers }) => [method, url, headers["add-padding"]])).toEqual([
      ["GET", `/range/${PREFIX}`, "true"],
    ]);
    expect(logged()).toEqual([]);
  });

  it.each<[string, string]>([
    ["is not in the returned range", `${OTHER}:3\r\n${OTHER.replace("0", "F")}:7`],
    ["is only padding in the returned range", `${OTHER}:3\r\n${SUFFIX}:0`],
  ])("is accepted when it %s", async (_what, range) => {
    behave = (response) => response.end(range);
    expect((await send(PASSWORD)).status).toBe(201);
    expect(requests).toHaveLength(1);
    expect(logged()).toEqual([]);
  });
});

it.each<[string, Behavior]>([
  ["nothing", () => undefined],
  ["half of a range and then nothing", (response) => response.write(`${OTHER}:3\r\n`)],
  ["500", (response) => response.writeHead(500).end(`${SUFFIX}:42`)],
  ["404", (response) => response.writeHead(404).end()],
  ["a redirect", (response) => response.writeHead(302, { Location: `${address}elsewhere` }).end()],
  ["garbage", (response) => response.end("<!doctype html><title>Please log in</title>")],
  ["an empty page", (response) => response.end()],
  ["a broken connection", (response) => response.destroy()],
])(
  "accepts a registration and logs a warning when the breach service responds with %s",
  async (_what, behavior) => {
    behave = behavior;
    const before = logged().length;
    expect((await send(PASSWORD)).status).toBe(201);
    expect(requests).toHaveLength(1);
    expect(logged()).toHaveLength(before + 1);
  },
);

it("accepts a registration and logs a warning when the breach service is unreachable", async () => {
  const before = logged().length;
  api.close();
  await once(api, "close");
  expect((await send(PASSWORD)).status).toBe(201);
  expect(logged()).toHaveLength(before + 1);
});
