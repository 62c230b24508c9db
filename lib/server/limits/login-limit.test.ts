import { describe, expect, it, vi } from "vitest";
import { HOUR_MS, MINUTE_MS, provideLoginLimit, wrong, type From } from "@/tests/support/login-limit";

// Hundreds of attempts, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const limit = provideLoginLimit();

/** Fails from many addresses until the email has used up its failures of the day. */
async function failElsewhere(toAddress = (host: number) => `198.51.100.${host}`): Promise<void> {
  for (let host = 1; host <= 20; host += 1)
    expect(await limit.fail(5, { address: toAddress(host) })).toEqual(wrong(5));
  expect(await limit.fail(1, { address: toAddress(1) })).toEqual([3600]);
}

describe("an email from one address", () => {
  it("is locked for 15 minutes after ten failures, whatever the password", async () => {
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
    expect(await limit.tryLogin("right")).toBe(900);
    expect(limit.verified).toBe(10);
    limit.passTime(14 * MINUTE_MS);
    expect(await limit.tryLogin("right")).toBe(60);
    limit.passTime(MINUTE_MS);
    expect(await limit.tryLogin("right")).toBe("right");
  });

  it("is locked twice as long each further time of the day, with three attempts an hour meanwhile", async () => {
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]); // at 0:00, until 0:15
    limit.passTime(15 * MINUTE_MS);
    expect(await limit.fail(11)).toEqual([...wrong(10), 1800]); // at 0:15, until 0:45
    limit.passTime(30 * MINUTE_MS);
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]); // at 0:45, until 1:45, with attempts at 1:00
    limit.passTime(15 * MINUTE_MS);
    expect(await limit.fail(4)).toEqual([...wrong(3), 2700]); // at 1:00
    limit.passTime(45 * MINUTE_MS);
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]); // at 1:45, until 3:45, with attempts at 2:00
    limit.passTime(15 * MINUTE_MS);
    expect(await limit.fail(4)).toEqual([...wrong(3), 3600]); // at 2:00
  });

  it("is locked for 15 minutes again on the next day", async () => {
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
    limit.passTime(24 * HOUR_MS);
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
  });

  it("has ten more attempts after 15 minutes if it did not use up the first ten", async () => {
    expect(await limit.fail(9)).toEqual(wrong(9));
    limit.passTime(15 * MINUTE_MS);
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
  });

  it("starts from zero after a success", async () => {
    await limit.fail(10);
    limit.passTime(15 * MINUTE_MS);
    await limit.fail(9);
    expect(await limit.tryLogin("right")).toBe("right");
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
  });

  it("is counted apart from other emails and other addresses", async () => {
    await limit.fail(10);
    expect(await limit.tryLogin("right", { email: "bob@example.com" })).toBe("right");
    expect(await limit.tryLogin("right", { address: "192.0.2.2" })).toBe("right");
    expect(await limit.tryLogin("right")).toBe(900);
  });
});

describe("an email from one IPv6 network", () => {
  it("has ten attempts from a /64", async () => {
    for (let host = 1; host <= 10; host += 1) await limit.fail(1, { address: `2001:db8:1:2::${host}` });
    expect(await limit.tryLogin("right", { address: "2001:db8:1:2:ffff::1" })).toBe(900);
    expect(await limit.tryLogin("right", { address: "2001:db8:1:3::1" })).toBe("right");
  });

  it("has a hundred attempts from a /48, however many of its /64 networks they come from", async () => {
    const email = "nobody@example.com";
    for (let network = 1; network <= 33; network += 1)
      expect(await limit.fail(3, { email, address: `2001:db8:1:${network}::1` })).toEqual(wrong(3));
    await limit.db.rateLimit.deleteMany({ where: { key: { startsWith: "login-email" } } });
    expect(await limit.fail(2, { email, address: "2001:db8:1:99::1" })).toEqual(["wrong", 900]);
    expect(await limit.tryLogin("right", { email, address: "2001:db8:2:1::1" })).toBe("right");
  });
});

describe("an email that has failed a hundred times in a day from many addresses", () => {
  it("is rejected for the rest of the hour where it failed three times, and then has three attempts an hour", async () => {
    await failElsewhere();
    expect(limit.verified).toBe(100);
    expect(await limit.tryLogin("right", { address: "198.51.100.1" })).toBe(3600);
    limit.passTime(HOUR_MS);
    expect(await limit.fail(4, { address: "198.51.100.1" })).toEqual([...wrong(3), 3600]);
    limit.passTime(HOUR_MS);
    expect(await limit.tryLogin("right", { address: "198.51.100.1" })).toBe("right");
  });

  it("has all its attempts again on the next day", async () => {
    await failElsewhere();
    limit.passTime(24 * HOUR_MS);
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
  });

  it.each<[string, From]>([
    ["an IPv4 address", { address: "192.0.2.1" }],
    ["an IPv6 /48", { address: "2001:db8:1:1::1" }],
  ])("can log in with the right password after two failures from %s, repeatedly", async (_what, from) => {
    await failElsewhere();
    for (let time = 0; time < 3; time += 1) {
      expect(await limit.fail(2, from)).toEqual(wrong(2));
      expect(await limit.tryLogin("right", from)).toBe("right");
    }
    expect(await limit.fail(4, from)).toEqual([...wrong(3), 3600]);
  });

  it("has three attempts from a further address, even when many arrive at once", async () => {
    await failElsewhere();
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => limit.tryLogin("wrong")));
    expect(outcomes.filter((outcome) => outcome === "wrong")).toEqual(wrong(3));
    limit.passTime(59 * MINUTE_MS);
    expect(await limit.tryLogin("right")).toBe(60);
  });

  it("has three attempts from a further /48, whichever of its /64 networks they come from", async () => {
    await failElsewhere();
    for (let network = 1; network <= 3; network += 1)
      expect(await limit.fail(1, { address: `2001:db8:1:${network}::1` })).toEqual(wrong(1));
    expect(await limit.tryLogin("right", { address: "2001:db8:1:4::1" })).toBe(3600);
    expect(await limit.tryLogin("right", { address: "2001:db8:2:4::1" })).toBe("right");
  });
});

describe("an address", () => {
  it("is blocked after three hundred failures in an hour, whatever the emails", async () => {
    for (let person = 1; person <= 30; person += 1)
      await limit.fail(10, { email: `user-${person}@example.com` });
    expect(limit.verified).toBe(300);
    expect(await limit.tryLogin("right")).toBe(3600);
    expect(await limit.tryLogin("right", { address: "192.0.2.2" })).toBe("right");
    limit.passTime(HOUR_MS);
    expect(await limit.tryLogin("right")).toBe("right");
  });

  it("is blocked after its IPv6 /48 has failed three thousand times in an hour", async () => {
    for (let network = 1; network <= 10; network += 1)
      for (let person = 1; person <= 100; person += 1)
        await limit.fail(3, {
          email: `user-${network}-${person}@example.com`,
          address: `2001:db8:1:${network}::1`,
        });
    expect(limit.verified).toBe(3000);
    expect(await limit.tryLogin("right", { address: "2001:db8:1:99::1" })).toBe(3600);
    expect(await limit.tryLogin("right", { address: "2001:db8:2:99::1" })).toBe("right");
  });

  it("is never limited by successful logins", async () => {
    for (let time = 0; time < 301; time += 1) expect(await limit.tryLogin("right")).toBe("right");
  });
});
