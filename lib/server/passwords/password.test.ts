import { setTimeout as sleep } from "node:timers/promises";
import { hash } from "@node-rs/argon2";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { HASHES_AT_WORK, HASHES_WAITING, enqueueHash } from "./hashing-queue";
import { hashPassword, needsRehash, verifyPassword } from "./password";

const PASSWORD = "correct horse battery staple";
/** Cheap parameters, because many hashes are made. Only the tests of `hashPassword` pay its price. */
const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };
const cheapHash = await hash(PASSWORD, CHEAP);

describe("hashPassword", () => {
  it("returns argon2id in PHC form with the parameters of RFC 9106 §4", async () => {
    const passwordHash = await hashPassword(PASSWORD);
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(await verifyPassword(PASSWORD, passwordHash)).toBe(true);
  });

  it("uses a random salt", async () => {
    expect(await hashPassword(PASSWORD)).not.toBe(await hashPassword(PASSWORD));
  });

  it("treats composed and decomposed letters as the same password", async () => {
    const [composed, decomposed] = ["p\u00e9ch\u00e9-melba", "pe\u0301che\u0301-melba"];
    expect(await verifyPassword(decomposed, await hashPassword(composed))).toBe(true);
    expect(await verifyPassword(composed, await hashPassword(decomposed))).toBe(true);
  });

  it("runs at most three hashes at once, so that a thread stays free for tokens", async () => {
    const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    let hashed = 0;
    const flood = Array.from({ length: 6 }, () => hashPassword(PASSWORD).then(() => hashed++));
    await sleep(5);
    await crypto.subtle.sign("HMAC", key, new Uint8Array(32));
    expect(hashed).toBeLessThan(3); // had all four threads been hashing, at least one would have had to end first
    await Promise.allSettled(flood);
  });
});

describe("verifyPassword", () => {
  it.each([
    ["one letter more", `${PASSWORD}x`],
    ["one letter less", PASSWORD.slice(0, -1)],
    ["another case", PASSWORD.toUpperCase()],
    ["a leading space", ` ${PASSWORD}`],
    ["a trailing space", `${PASSWORD} `],
    ["nothing", ""],
  ])("rejects %s", async (_what, typed) => {
    expect(await verifyPassword(typed, cheapHash)).toBe(false);
  });

  it("compares a long password to its last character", async () => {
    const long = "ä".repeat(128);
    const passwordHash = await hash(long, CHEAP);
    expect(await verifyPassword(long, passwordHash)).toBe(true);
    expect(await verifyPassword(`${long.slice(0, -1)}a`, passwordHash)).toBe(false);
  });

  it("rejects a password above the maximum length even if its hash matches", async () => {
    const tooLong = "a".repeat(129);
    expect(await verifyPassword(tooLong, await hash(tooLong, CHEAP))).toBe(false);
  });

  it.each([
    [
      "8 GiB of memory",
      "$argon2id$v=19$m=8388608,t=1,p=1$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE",
    ],
    [
      "a thousand passes",
      "$argon2id$v=19$m=65536,t=1000,p=4$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE",
    ],
    [
      "64 lanes",
      "$argon2id$v=19$m=65536,t=3,p=64$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE",
    ],
    ["more than 200 characters", `${cheapHash}${"A".repeat(200)}`],
    ["no hash at all", "hunter2"],
    ["nothing", ""],
  ])("does not verify against a stored hash with %s", async (_what, passwordHash) => {
    expect(await verifyPassword(PASSWORD, passwordHash)).toBe(false);
  });

  it("rejects another variant of argon2 even if it matches", async () => {
    const argon2i = await hash(PASSWORD, { ...CHEAP, algorithm: 1 });
    expect(await verifyPassword(PASSWORD, argon2i)).toBe(false);
  });

  it("takes the time of a verification for a missing or unusable hash", async () => {
    const full = await hashPassword(PASSWORD);
    const cpuOf = async (passwordHash: string | undefined) => {
      const before = process.cpuUsage();
      expect(await verifyPassword("wrong password", passwordHash)).toBe(false);
      return process.cpuUsage(before).user;
    };
    const real = await cpuOf(full);
    // Processor time, not duration: a skipped verification takes a hundredth of it.
    expect(await cpuOf(undefined)).toBeGreaterThan(real / 4);
    expect(await cpuOf("hunter2")).toBeGreaterThan(real / 4);
  });
});

describe("while the hashing queue is full", () => {
  beforeAll(() => {
    vi.useFakeTimers({ toFake: ["setTimeout"] }); // so that waiting hashes do not time out
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    // One client takes no more places than it leaves free; the hashes after that are rejected.
    for (let count = HASHES_AT_WORK + HASHES_WAITING; count > 0; count -= 1)
      enqueueHash(() => ended).catch(() => undefined);
    return () => {
      end();
      vi.useRealTimers();
    };
  });

  it.each<[string, () => Promise<unknown>]>([
    ["a new password", () => hashPassword(PASSWORD)],
    ["the password of a user", () => verifyPassword(PASSWORD, cheapHash)],
    ["a password without an account", () => verifyPassword(PASSWORD, undefined)],
    ["a password with an unusable hash", () => verifyPassword(PASSWORD, "hunter2")],
  ])("%s is rejected as overloaded", async (_what, hashIt) => {
    await expect(hashIt()).rejects.toMatchObject({ name: "AppError", code: "overloaded" });
  });

  it("a password above the maximum length is still rejected, because it needs no hash", async () => {
    expect(await verifyPassword("a".repeat(129), cheapHash)).toBe(false);
    expect(await verifyPassword("a".repeat(129), undefined)).toBe(false);
  });
});

describe("needsRehash", () => {
  it.each([
    [
      "is true for a hash with less memory",
      "$argon2id$v=19$m=19456,t=3,p=4$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE",
      true,
    ],
    [
      "is true for a hash with fewer passes",
      "$argon2id$v=19$m=65536,t=2,p=4$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE",
      true,
    ],
    [
      "is false for a hash of the current parameters",
      "$argon2id$v=19$m=65536,t=3,p=4$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE",
      false,
    ],
    [
      "is false for a hash with more memory",
      "$argon2id$v=19$m=131072,t=3,p=4$YWFhYWFhYWFhYWFhYWFhYQ$YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE",
      false,
    ],
  ])("%s", (_what, passwordHash, needed) => {
    expect(needsRehash(passwordHash)).toBe(needed);
  });
});
