import { beforeEach, describe, expect, it, vi } from "vitest";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { expectLimited, failLogin, LIMITED, passTime, requireLogin, tryLogIn } from "../../support/limits";
import { PASSWORD, addCheapUser } from "../../support/users";

// Dozens to hundreds of logins, one after the other.
vi.setConfig({ testTimeout: 120_000 });

// In the proportions of the defaults, with fewer logins.
const server = provideOwnInkwell({
  env: {
    ...LIMITED,
    RATE_LIMIT_LOGIN_PER_EMAIL_AND_ADDRESS: "3",
    RATE_LIMIT_LOGIN_PER_EMAIL: "20",
    RATE_LIMIT_LOGIN_PER_ADDRESS: "30",
  },
});

beforeEach(() => execute(server, "DELETE FROM rate_limits"));

describe("an email that fails from many addresses", () => {
  it("is blocked for the hour at addresses with three failures, and accepted elsewhere", async () => {
    const { email } = await addCheapUser(server);
    for (let host = 1; host <= 7; host += 1)
      await failLogin(server, 3, { email, address: `198.51.100.${host}` });
    const guesser = { email, password: PASSWORD, address: "198.51.100.1" };
    expectLimited(await tryLogIn(server, guesser), { from: 3400, to: 3600 });
    await requireLogin(server, { email, address: "192.0.2.1" });
    expectLimited(await tryLogIn(server, guesser), { from: 3400, to: 3600 });
    await passTime(server, 3601);
    await requireLogin(server, guesser);
  });

  it("has three attempts an hour from each further address", async () => {
    const { email } = await addCheapUser(server);
    for (let host = 1; host <= 7; host += 1)
      await failLogin(server, 3, { email, address: `198.51.100.${host}` });
    const further = { email, address: "192.0.2.1" };
    const answers = await Promise.all(Array.from({ length: 16 }, () => tryLogIn(server, further)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      401,
      401,
      401,
      ...Array<number>(13).fill(429),
    ]);
    expectLimited(await tryLogIn(server, further), { from: 3400, to: 3600 });
  });
});

describe("an email that fails from one address", () => {
  it("has as many attempts as RATE_LIMIT_LOGIN_PER_EMAIL_AND_ADDRESS says", async () => {
    const { email } = await addCheapUser(server);
    await failLogin(server, 3, { email });
    expectLimited(await tryLogIn(server, { email, password: PASSWORD }), { from: 780, to: 900 });
    await requireLogin(server, { email, address: "192.0.2.2" });
  });
});

describe("an address that fails with many emails", () => {
  it("is blocked for the hour with every email, and other addresses are not", async () => {
    const { email } = await addCheapUser(server);
    for (let person = 1; person <= 30; person += 1)
      await failLogin(server, 1, { email: (await addCheapUser(server)).email });
    expectLimited(await tryLogIn(server, { email, password: PASSWORD }), { from: 3400, to: 3600 });
    await requireLogin(server, { email, address: "192.0.2.2" });
    await passTime(server, 3601);
    await requireLogin(server, { email });
  });

  it("has one attempt among sixteen at once when one is left", async () => {
    for (let person = 1; person <= 29; person += 1)
      await failLogin(server, 1, { email: (await addCheapUser(server)).email });
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => tryLogIn(server, { email: `another-${index}@example.org` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([401, ...Array<number>(15).fill(429)]);
  });
});
