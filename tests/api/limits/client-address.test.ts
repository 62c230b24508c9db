import { request, type OutgoingHttpHeaders } from "node:http";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { execute } from "../../support/database";
import { provideOwnInkwell, type Inkwell } from "../../support/inkwell";
import { addCheapUser } from "../../support/users";

// Dozens to hundreds of logins, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const exposed = provideOwnInkwell({ env: { RATE_LIMITS: "on" } });
const proxied = provideOwnInkwell({ env: { RATE_LIMITS: "on", TRUSTED_PROXY_HOPS: "1" } });

const EMAIL = "target@example.com";

beforeAll(async () => {
  for (const server of [exposed, proxied]) await addCheapUser(server, { email: EMAIL });
});
beforeEach(async () => {
  for (const server of [exposed, proxied]) await execute(server, "DELETE FROM rate_limits");
});

/** Sends a failing login whose headers stay as they are, repeated ones included, and returns its status. */
async function fail(server: Inkwell, headers: OutgoingHttpHeaders): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}/api/users/token`,
      { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers } },
      (answer) => {
        answer.resume();
        answer.once("end", () => resolve(answer.statusCode));
      },
    );
    sent
      .once("error", reject)
      .end(String(new URLSearchParams({ username: EMAIL, password: "wrong canary" })));
  });
}

async function statuses(server: Inkwell, toHeaders: (time: number) => OutgoingHttpHeaders) {
  const all: (number | undefined)[] = [];
  for (let time = 1; time <= 11; time += 1) all.push(await fail(server, toHeaders(time)));
  return all;
}

const TEN = Array<number>(10).fill(401);

describe("a client cannot evade the login limit", () => {
  it.each<[string, (time: number) => OutgoingHttpHeaders]>([
    ["X-Forwarded-For", (time) => ({ "X-Forwarded-For": `203.0.113.${time}` })],
    ["X-Forwarded-For twice", (time) => ({ "X-Forwarded-For": [`203.0.113.${time}`, `203.0.113.9${time}`] })],
    ["X-Real-IP", (time) => ({ "X-Real-IP": `203.0.113.${time}` })],
    ["Forwarded", (time) => ({ Forwarded: `for=203.0.113.${time};proto=https` })],
    ["Vercel's header", (time) => ({ "X-Vercel-Forwarded-For": `203.0.113.${time}` })],
    ["the server's internal header", (time) => ({ "X-Inkwell-Connection-Address": `203.0.113.${time}` })],
    [
      "the server's internal header twice",
      (time) => ({ "x-inkwell-connection-address": [`203.0.113.${time}`, `203.0.113.9${time}`] }),
    ],
    ["junk", (time) => ({ "X-Forwarded-For": `,, ;${time}`, "X-Inkwell-Connection-Address": `\t${time}` })],
  ])("with %s when there is no proxy", async (_what, toHeaders) => {
    expect(await statuses(exposed, toHeaders)).toEqual([...TEN, 429]);
  });

  it.each<[string, (time: number) => OutgoingHttpHeaders]>([
    ["entries before that of the proxy", (time) => ({ "X-Forwarded-For": `203.0.113.${time}, 192.0.2.1` })],
    [
      "headers before that of the proxy",
      (time) => ({ "X-Forwarded-For": [`203.0.113.${time}`, `203.0.113.${time}`, "192.0.2.1"] }),
    ],
    ["junk in place of the proxy's entry", (time) => ({ "X-Forwarded-For": `192.0.2.1, junk-${time}` })],
    ["addresses of one /64", (time) => ({ "X-Forwarded-For": `2001:db8:1:2::${time}` })],
    [
      "other spellings of the address",
      (time) => ({ "X-Forwarded-For": time % 2 === 0 ? "::ffff:192.0.2.1" : `192.0.2.1:${4710 + time}` }),
    ],
    ["other headers", (time) => ({ "X-Real-IP": `203.0.113.${time}`, "X-Forwarded-For": "192.0.2.1" })],
  ])("with %s when there is a proxy", async (_what, toHeaders) => {
    expect(await statuses(proxied, toHeaders)).toEqual([...TEN, 429]);
  });
});

it("behind a proxy, clients are distinguished by X-Forwarded-For", async () => {
  expect(await statuses(proxied, (time) => ({ "X-Forwarded-For": `192.0.2.${time}` }))).toEqual([
    ...TEN,
    401,
  ]);
});

it("logs once that an unconfigured proxy sends X-Forwarded-For", async () => {
  const notices = (server: Inkwell) => server.output().match(/Ignoring X-Forwarded-For because/g);
  for (const server of [exposed, proxied])
    for (const address of ["203.0.113.1", "203.0.113.2"]) await fail(server, { "X-Forwarded-For": address });
  await vi.waitFor(() => expect(notices(exposed)).toHaveLength(1));
  expect(notices(proxied)).toBeNull();
});
