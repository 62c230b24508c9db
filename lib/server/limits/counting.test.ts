import { describe, expect, it, vi } from "vitest";
import { HOUR_MS, provideLoginLimit, wrong, type From } from "@/tests/support/log-in-limit";

// Tens and hundreds of log-ins, one after the other.
vi.setConfig({ testTimeout: 120_000 });

// How the limits count, whatever they are: seen on log-ins, which have most of them.
const limit = provideLoginLimit();

describe("of sixteen at once with one left", () => {
  it.each<[string, number, (index: number) => From]>([
    ["an e-mail from an address", 9, () => ({})],
    ["an address", 299, (index) => ({ email: `someone-${index}@example.com` })],
  ])("one is tried, for %s", async (_what, failures, from) => {
    for (let time = 0; time < failures; time += 1)
      await limit.fail(1, failures > 10 ? { email: `user-${time}@example.com` } : {});
    limit.verified = 0;
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, index) => limit.tryLogIn("wrong", from(index))),
    );
    expect(outcomes.filter((outcome) => outcome === "wrong")).toEqual(["wrong"]);
    expect(limit.verified).toBe(1);
    // What was refused has not been counted.
    const [ofAddress] = await limit.db.rateLimit.findMany({
      where: { key: { startsWith: "log-in-address" } },
    });
    expect(ofAddress?.points).toBe(failures + 1);
  });
});

it("counts nothing for a log-in that did not come to its end", async () => {
  for (let time = 0; time < 20; time += 1) expect(await limit.tryLogIn("overloaded")).toBe("overloaded");
  expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
});

describe("a clock that is put back by an hour", () => {
  it("locks nobody out for longer than before", async () => {
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
    limit.now -= HOUR_MS;
    expect(await limit.tryLogIn("right")).toBe("right");
    limit.now += HOUR_MS;
    expect(await limit.tryLogIn("right")).toBe("right");
  });

  it("counts on from then", async () => {
    await limit.fail(9);
    limit.now -= HOUR_MS;
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
  });
});

it("deletes counters that have ended, a batch at a time, as new ones are made", async () => {
  const ended = Array.from({ length: 700 }, (_, index) => ({
    key: `ended-${index}`,
    points: 1,
    capacity: 1,
    startedAt: limit.now - 2 * HOUR_MS,
    expiresAt: limit.now - HOUR_MS,
  }));
  await limit.db.rateLimit.createMany({ data: ended });
  const count = () => limit.db.rateLimit.count({ where: { key: { startsWith: "ended-" } } });
  const left = new Set<number>();
  for (let person = 0; person < 40; person += 1) {
    await limit.fail(1, { email: `user-${person}@example.com` });
    left.add(await count());
  }
  expect([...left]).toEqual([700, 200, 0]);
});

it("keeps neither e-mails nor addresses", async () => {
  await limit.fail(10);
  const rows = JSON.stringify(await limit.db.$queryRaw`SELECT key FROM rate_limits`);
  expect(rows).toContain("log-in");
  expect(rows).not.toMatch(/ada|example|192\.0/);
});

describe("where the counters cannot be written", () => {
  it("counts in memory, and says so", async () => {
    const { logStream } = await import("../log/log-stream");
    const write = vi.spyOn(logStream, "write").mockImplementation(() => true);
    await limit.db.$executeRaw`ALTER TABLE rate_limits RENAME TO elsewhere`;
    try {
      const from = { email: "eve@example.com", address: "192.0.2.66" };
      expect(await limit.fail(11, from)).toEqual([...wrong(10), 900]);
      expect(write).toHaveBeenCalledWith(expect.stringContaining("counted in memory"));
    } finally {
      await limit.db.$executeRaw`ALTER TABLE elsewhere RENAME TO rate_limits`;
    }
    expect(await limit.tryLogIn("right")).toBe("right");
  });
});
