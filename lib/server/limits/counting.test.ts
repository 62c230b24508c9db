import { describe, expect, it, vi } from "vitest";
import { HOUR_MS, provideLoginLimit, wrong, type From } from "@/tests/support/login-limit";

// Hundreds of attempts, one after the other.
vi.setConfig({ testTimeout: 120_000 });

// Logins have the most limits, so they show how every limit counts.
const limit = provideLoginLimit();

const readCounters = (name: string) =>
  limit.db.rateLimit.findMany({ where: { key: { startsWith: `${name}:` } } });

describe("simultaneous attempts", () => {
  it("verify no more passwords than the limit allows, however many there are", async () => {
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => limit.tryLogin("wrong")));
    expect(limit.verified).toBe(10);
    expect(outcomes.filter((outcome) => outcome === 900)).toHaveLength(90);
  });

  it.each<[string, number, (index: number) => From]>([
    ["an email from an address", 9, () => ({})],
    ["an address", 299, (index) => ({ email: `someone-${index}@example.com` })],
  ])("with one left for %s verify one password, and count nothing more", async (_what, failures, from) => {
    for (let time = 0; time < failures; time += 1)
      await limit.fail(1, failures > 10 ? { email: `user-${time}@example.com` } : {});
    limit.verified = 0;
    const attempts = Array.from({ length: 16 }, (_, index) => limit.tryLogin("wrong", from(index)));
    expect((await Promise.all(attempts)).filter((outcome) => outcome === "wrong")).toEqual(["wrong"]);
    expect(limit.verified).toBe(1);
    expect(await readCounters("login-address")).toMatchObject([{ points: failures + 1 }]);
  });
});

it("an attempt that ends with an error does not count", async () => {
  for (let time = 0; time < 20; time += 1) expect(await limit.tryLogin("overloaded")).toBe("overloaded");
  expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
});

it("a rejected attempt writes nothing", async () => {
  await limit.fail(10);
  const before = await limit.db.rateLimit.findMany();
  await limit.db
    .$executeRaw`CREATE TRIGGER no_insert BEFORE INSERT ON rate_limits BEGIN SELECT RAISE(FAIL, 'written'); END`;
  try {
    expect(await limit.fail(20)).toEqual(Array(20).fill(900));
  } finally {
    await limit.db.$executeRaw`DROP TRIGGER no_insert`;
  }
  expect(await limit.db.rateLimit.findMany()).toEqual(before);
});

describe("a clock that is set back by an hour", () => {
  it("blocks no login for longer than before", async () => {
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
    limit.passTime(-HOUR_MS);
    expect(await limit.tryLogin("right")).toBe("right");
    limit.passTime(HOUR_MS);
    expect(await limit.tryLogin("right")).toBe("right");
  });

  it("leaves the limits in force", async () => {
    await limit.fail(9);
    limit.passTime(-HOUR_MS);
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
  });
});

it("deletes ended counters a batch at a time as new ones are created", async () => {
  const now = Date.now();
  const ended = Array.from({ length: 700 }, (_, index) => ({
    key: `ended-${index}`,
    points: 1,
    capacity: 1,
    startedAt: now - 2 * HOUR_MS,
    expiresAt: now - HOUR_MS,
  }));
  await limit.db.rateLimit.createMany({ data: ended });
  const left = new Set<number>();
  for (let person = 0; person < 40; person += 1) {
    await limit.fail(1, { email: `user-${person}@example.com` });
    left.add(await limit.db.rateLimit.count({ where: { key: { startsWith: "ended-" } } }));
  }
  expect([...left]).toEqual([700, 200, 0]);
});

it("counters store neither emails nor addresses", async () => {
  await limit.fail(10);
  const rows = JSON.stringify(await limit.db.$queryRaw`SELECT key FROM rate_limits`);
  expect(rows).toContain("login-pair");
  expect(rows).not.toMatch(/ada|example|192\.0/);
});

it("counts attempts in memory while the database cannot be written, and logs it", async () => {
  const { logStream } = await import("../log/log-stream");
  const write = vi.spyOn(logStream, "write").mockImplementation(() => true);
  await limit.db.$executeRaw`ALTER TABLE rate_limits RENAME TO elsewhere`;
  const from = { email: "eve@example.com", address: "192.0.2.66" };
  try {
    expect(await limit.fail(11, from)).toEqual([...wrong(10), 900]);
    expect(await limit.tryLogin("overloaded")).toBe("overloaded");
    expect(await limit.fail(11)).toEqual([...wrong(10), 900]);
    expect(write).toHaveBeenCalledWith(expect.stringContaining("counted in memory"));
  } finally {
    await limit.db.$executeRaw`ALTER TABLE elsewhere RENAME TO rate_limits`;
    write.mockRestore();
  }
  expect(await limit.tryLogin("right", from)).toBe(900);
  expect(await limit.tryLogin("right", { email: "bob@example.com" })).toBe("right");
});
