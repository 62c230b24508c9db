import { createHash, createHmac } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type * as RefreshToken from "./refresh-token";

const KEY = "a key for the tests of refresh tokens, the newer";
const OLD_KEY = "a key for the tests of refresh tokens, the older";

/** Loads the module as a process with these keys does. */
async function load(keys: {
  SECRET_KEY: string;
  SECRET_KEY_PREVIOUS?: string;
}): Promise<typeof RefreshToken> {
  vi.resetModules();
  vi.stubEnv("SECRET_KEY_PREVIOUS", "");
  for (const [name, value] of Object.entries(keys)) vi.stubEnv(name, value);
  return import("./refresh-token");
}

const { createRefreshToken, hashRefreshToken, successorsOf } = await load({ SECRET_KEY: KEY });
const TOKEN = createRefreshToken();
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64url");

describe("createRefreshToken", () => {
  it("returns 48 bytes in base64url, each of them random", () => {
    const tokens = Array.from({ length: 200 }, createRefreshToken);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{64}$/);
    expect(new Set(tokens).size).toBe(200);
    const bytes = tokens.map((token) => Buffer.from(token, "base64url"));
    // The chance that a random byte is the same in 200 tokens is 2^-1592.
    for (let index = 0; index < 48; index += 1)
      expect(new Set(bytes.map((of) => of[index])).size).toBeGreaterThan(1);
  });
});

describe("hashRefreshToken", () => {
  it("returns the SHA-256 of the token and of its first 16 bytes", () => {
    const bytes = Buffer.from(TOKEN, "base64url");
    expect(hashRefreshToken(TOKEN)).toEqual({
      familyHash: sha256(bytes.subarray(0, 16)),
      tokenHash: sha256(bytes),
    });
  });

  it.each([
    ["nothing", ""],
    ["one character too few", TOKEN.slice(1)],
    ["one character too many", `${TOKEN}A`],
    ["a trailing line break", `${TOKEN}\n`],
    ["padding", `${TOKEN.slice(0, 63)}=`],
    ["base64 instead of base64url", `${TOKEN.slice(0, 62)}+/`],
    ["a letter of another alphabet", `${TOKEN.slice(0, 63)}\u0430`],
    ["a JWT", `${TOKEN.slice(0, 20)}.${TOKEN.slice(0, 20)}.${TOKEN.slice(0, 22)}`],
  ])("returns undefined for a text that is not a refresh token: %s", (_what, text) => {
    expect(hashRefreshToken(text)).toBeUndefined();
  });
});

describe("successorsOf", () => {
  it("returns the same tokens each time, of the same family, and not the token itself", () => {
    const [successor = ""] = successorsOf(TOKEN);
    expect(successorsOf(TOKEN)[0]).toBe(successor);
    expect(successor).toMatch(/^[\w-]{64}$/);
    expect(successor).not.toBe(TOKEN);
    expect(hashRefreshToken(successor)?.familyHash).toBe(hashRefreshToken(TOKEN)?.familyHash);
    expect(hashRefreshToken(successor)?.tokenHash).not.toBe(hashRefreshToken(TOKEN)?.tokenHash);
  });

  it("returns different successors for tokens that differ in one bit", () => {
    const bytes = Buffer.from(TOKEN, "base64url");
    const others = Array.from({ length: 32 }, (_, index) => {
      const changed = Buffer.from(bytes);
      changed[16 + index] = (changed[16 + index] ?? 0) ^ 1;
      return changed.toString("base64url");
    });
    expect(new Set([TOKEN, ...others].flatMap(successorsOf)).size).toBe(66);
  });

  it("never repeats along a chain of successors", () => {
    const chain = [TOKEN];
    for (let time = 0; time < 100; time += 1) chain.push(...successorsOf(String(chain.at(-1))).slice(0, 1));
    expect(new Set(chain).size).toBe(101);
  });

  it("includes the successors of the previous key while a key is being rotated", async () => {
    const before = await load({ SECRET_KEY: OLD_KEY });
    const during = await load({ SECRET_KEY: KEY, SECRET_KEY_PREVIOUS: OLD_KEY });
    expect(before.successorsOf(TOKEN)).not.toEqual(successorsOf(TOKEN));
    expect(during.successorsOf(TOKEN)).toEqual([...successorsOf(TOKEN), ...before.successorsOf(TOKEN)]);
  });

  it("includes the successor that version 0.1 issued", () => {
    const mac = createHmac("sha256", KEY).update("refresh-token:").update(TOKEN).digest("base64url");
    // The family is 16 bytes, so its last base64 characters share bits with the MAC: compare bytes.
    const bytes = successorsOf(TOKEN).map((token) => Buffer.from(token, "base64url"));
    expect(bytes.map((of) => of.subarray(16).toString("base64url"))).toContain(mac);
  });
});
