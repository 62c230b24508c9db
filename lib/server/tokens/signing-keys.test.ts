import { beforeEach, describe, expect, it, vi } from "vitest";
import { mintToken, readToken } from "@/tests/support/mint-token";

const OLD_KEY = "the old key of at least thirty-two characters";
const NEW_KEY = "the new key of at least thirty-two characters";
const HOLDER = {
  userId: 7,
  sid: "0b9e4b0c-8f0e-4a57-9d3e-6a3b9a1f2c77",
  authTime: new Date("2026-11-23T11:00:00Z"),
};

beforeEach(() => {
  vi.unstubAllEnvs();
});

/** Loads the server's modules with these keys, as after a restart. */
async function startWith(key: string, previous?: string) {
  vi.resetModules();
  vi.stubEnv("SECRET_KEY", key);
  vi.stubEnv("SECRET_KEY_PREVIOUS", previous);
  return {
    ...(await import("./signing-keys")),
    ...(await import("./access-token")),
    ...(await import("../posts/cursor")),
  };
}

describe("the id of a key", () => {
  it("is different for each key and the same after every restart", async () => {
    const { SIGNING_KEY: old } = await startWith(OLD_KEY);
    const { SIGNING_KEY: next, VERIFYING_KEYS } = await startWith(NEW_KEY, OLD_KEY);
    expect(next.id).not.toBe(old.id);
    expect(VERIFYING_KEYS.map(({ id }) => id)).toEqual([next.id, old.id]);
  });

  it("is short and reveals nothing about the key", async () => {
    const { SIGNING_KEY } = await startWith("a".repeat(32));
    const { SIGNING_KEY: alike } = await startWith("a".repeat(33));
    expect(SIGNING_KEY.id).toMatch(/^[\w-]{11}$/);
    const same = [...SIGNING_KEY.id].filter((char, index) => alike.id[index] === char);
    expect(same.length).toBeLessThan(6);
  });
});

describe("after a key rotation", () => {
  it("tokens and cursors of the old key stay valid and the new key signs", async () => {
    const before = await startWith(OLD_KEY);
    const [token, cursor] = [await before.issueAccessToken(HOLDER), before.encodeCursor({}, 12)];
    const after = await startWith(NEW_KEY, OLD_KEY);
    expect(await after.verifyAccessToken(token)).toEqual(HOLDER);
    expect(after.decodeCursor({}, cursor)).toBe(12);
    const newToken = await after.issueAccessToken(HOLDER);
    expect(readToken(newToken).header["kid"]).toBe(after.SIGNING_KEY.id);
    expect(await after.verifyAccessToken(newToken)).toEqual(HOLDER);

    const afterwards = await startWith(NEW_KEY);
    expect(await afterwards.verifyAccessToken(newToken)).toEqual(HOLDER);
    expect(afterwards.decodeCursor({}, after.encodeCursor({}, 12))).toBe(12);
    await expect(afterwards.verifyAccessToken(token)).rejects.toMatchObject({ code: "invalid-token" });
    expect(afterwards.decodeCursor({}, cursor)).toBeUndefined();
  });

  it("a token without a key id is accepted from either key", async () => {
    const { issueAccessToken, verifyAccessToken } = await startWith(NEW_KEY, OLD_KEY);
    const { claims } = readToken(await issueAccessToken(HOLDER));
    for (const key of [NEW_KEY, OLD_KEY]) {
      expect(await verifyAccessToken(mintToken({ alg: "HS256", typ: "at+jwt" }, claims, key))).toEqual(
        HOLDER,
      );
    }
  });

  it("an old token still expires, and one key is not accepted under the other's id", async () => {
    const before = await startWith(OLD_KEY);
    const expired = await before.issueAccessToken(HOLDER, { now: new Date(Date.now() - 3_600_000) });
    const { header, claims } = readToken(await before.issueAccessToken(HOLDER));
    const { verifyAccessToken, SIGNING_KEY } = await startWith(NEW_KEY, OLD_KEY);
    const misnamed = [
      mintToken(header, claims, NEW_KEY),
      mintToken({ ...header, kid: SIGNING_KEY.id }, claims, OLD_KEY),
    ];
    for (const token of [expired, ...misnamed]) {
      await expect(verifyAccessToken(token)).rejects.toMatchObject({ code: "invalid-token" });
    }
  });
});
