import { beforeEach, describe, expect, it, vi } from "vitest";
import { call } from "../../support/call";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import {
  countCounters,
  expectLimited,
  failLogin,
  LIMITED,
  requireLogin,
  tryLogIn,
} from "../../support/limits";
import { expectProblem } from "../../support/problems";
import { addCheapUser, PASSWORD } from "../../support/users";

// Hundreds of logins.
vi.setConfig({ testTimeout: 120_000 });

const server = provideOwnInkwell({ env: { ...LIMITED, RATE_LIMIT_LOGIN_PER_EMAIL: "20" } });

beforeEach(() => execute(server, "DELETE FROM rate_limits"));

it("an owner can log in from addresses with two failures while ten times as many others fail as the email may", async () => {
  const { email } = await addCheapUser(server);
  for (let net = 0; net < 10; net += 1) {
    const hosts = Array.from({ length: 20 }, (_, host) => `198.51.${net}.${host}`);
    await Promise.all(hosts.map((address) => failLogin(server, 1, { email, address })));
  }
  for (const [first, second] of [
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8:1:1::1", "2001:db8:1:2::1"], // two networks of one /48
  ] as const)
    for (let time = 0; time < 2; time += 1) {
      await failLogin(server, 1, { email, address: first });
      await failLogin(server, 1, { email, address: second });
      await requireLogin(server, { email, address: second });
    }
  const guesser = { email, address: "198.51.1.1" };
  await failLogin(server, 2, guesser);
  expectLimited(await tryLogIn(server, { ...guesser, password: PASSWORD }), { from: 3000, to: 3600 });
});

describe("a login from a page of another site", () => {
  it.each<[string, Record<string, string>]>([
    ["marked by browsers", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }],
    ["from an opaque origin", { "Sec-Fetch-Site": "cross-site", Origin: "null" }],
    ["from a sibling host", { "Sec-Fetch-Site": "same-site", Origin: "https://sibling.example" }],
    ["marked by browsers on plain http", { Origin: "http://evil.example" }],
  ])("is rejected before anything is counted (%s)", async (_what, headers) => {
    const { email } = await addCheapUser(server);
    const before = await countCounters(server);
    for (const password of [...Array<string>(11).fill("wrong canary"), PASSWORD]) {
      const form = { username: email, password };
      expectProblem(await call(server, "POST", "/api/users/token", { form, headers }), "forbidden");
    }
    expect(await countCounters(server)).toBe(before);
    await requireLogin(server, { email, address: "127.0.0.1" });
  });

  it("is accepted when the browser says that no page sent it", async () => {
    const { email } = await addCheapUser(server);
    const form = { username: email, password: PASSWORD };
    const headers = { "Sec-Fetch-Site": "none" };
    expect((await call(server, "POST", "/api/users/token", { form, headers })).status).toBe(200);
  });
});
