import { beforeEach, describe, expect, it, vi } from "vitest";
import { HOUR_MS, MINUTE_MS, provideLoginLimit, wrong, type Outcome } from "@/tests/support/log-in-limit";

// Tens and hundreds of log-ins, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const limit = provideLoginLimit();

describe("an e-mail from one address", () => {
  it("fails ten times in 15 minutes and then waits, whatever the password", async () => {
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
    expect(await limit.tryLogIn("right")).toBe(900);
    expect(limit.verified).toBe(10);
    limit.now += 14 * MINUTE_MS;
    expect(await limit.tryLogIn("right")).toBe(60);
    limit.now += MINUTE_MS;
    expect(await limit.tryLogIn("right")).toBe("right");
  });

  it("waits twice as long each time, and at most a day", async () => {
    const waits: Outcome[] = [];
    for (let time = 0; time < 7; time += 1) {
      expect(await limit.fail(10)).toEqual(wrong(10));
      const wait = await limit.tryLogIn("right");
      waits.push(wait);
      limit.now += Number(wait) * 1000;
    }
    expect(waits).toEqual([900, 1800, 3600, 7200, 14_400, 28_800, 57_600]);
  });

  it("has ten more when the 15 minutes are over, if it did not use them up", async () => {
    expect(await limit.fail(9)).toEqual(wrong(9));
    limit.now += 15 * MINUTE_MS;
    expect(await limit.fail(10)).toEqual(wrong(10));
  });

  it("forgets its failures when it succeeds", async () => {
    await limit.fail(9);
    expect(await limit.tryLogIn("right")).toBe("right");
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
  });

  it("is not another e-mail, nor another address", async () => {
    await limit.fail(10);
    expect(await limit.tryLogIn("right", { email: "bob@example.com" })).toBe("right");
    expect(await limit.tryLogIn("right", { address: "192.0.2.2" })).toBe("right");
    expect(await limit.tryLogIn("right")).toBe(900);
  });

  it("is one for a whole /64 of IPv6", async () => {
    for (let host = 1; host <= 10; host += 1) await limit.fail(1, { address: `2001:db8:1:2::${host}` });
    expect(await limit.tryLogIn("right", { address: "2001:db8:1:2:ffff::1" })).toBe(900);
    expect(await limit.tryLogIn("right", { address: "2001:db8:1:3::1" })).toBe("right");
  });
});

describe("an e-mail from anywhere", () => {
  beforeEach(async () => {
    for (let host = 1; host <= 20; host += 1) await limit.fail(5, { address: `198.51.100.${host}` });
  });

  it("fails a hundred times a day, and then gets no further attempt from where it failed", async () => {
    expect(limit.verified).toBe(100);
    expect(await limit.tryLogIn("right", { address: "198.51.100.1" })).toBeGreaterThan(80_000);
    expect(limit.verified).toBe(100);
    limit.now += 24 * HOUR_MS;
    expect(await limit.tryLogIn("right", { address: "198.51.100.1" })).toBe("right");
  });

  it("still lets in an address that did not fail", async () => {
    expect(await limit.tryLogIn("right", { address: "192.0.2.1" })).toBe("right");
    expect(await limit.tryLogIn("right", { address: "192.0.2.1" })).toBe("right");
  });

  it("gives such an address a single attempt, also of many at once", async () => {
    const outcomes = await Promise.all(Array.from({ length: 16 }, () => limit.tryLogIn("wrong")));
    expect(outcomes.filter((outcome) => outcome === "wrong")).toEqual(["wrong"]);
    limit.now += 20 * MINUTE_MS;
    expect(await limit.tryLogIn("right")).toBeGreaterThan(80_000);
  });
});

describe("an address", () => {
  it("fails three hundred times an hour, whatever the e-mails", async () => {
    for (let person = 1; person <= 30; person += 1)
      await limit.fail(10, { email: `user-${person}@example.com` });
    expect(limit.verified).toBe(300);
    expect(await limit.tryLogIn("right")).toBe(3600);
    expect(await limit.tryLogIn("right", { address: "192.0.2.2" })).toBe("right");
    limit.now += HOUR_MS;
    expect(await limit.tryLogIn("right")).toBe("right");
  });

  it("may succeed as often as it likes", async () => {
    for (let time = 0; time < 301; time += 1) expect(await limit.tryLogIn("right")).toBe("right");
  });
});
