import { createHash } from "node:crypto";
import { describe, expect, it, vi } from "vitest";
import type * as RefreshToken from "./refresh-token";

const KEY = "a key for the tests of refresh tokens, the newer";
const OLD_KEY = "a key for the tests of refresh tokens, the older";

/** The module as a process with other keys has it. */
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
  it("gives 48 bytes in base64url, at random in every one", () => {
    const tokens = Array.from({ length: 200 }, createRefreshToken);
    for (const token of tokens) expect(token).toMatch(/^[\w-]{64}$/);
    expect(new Set(tokens).size).toBe(200);
    const bytes = tokens.map((token) => Buffer.from(token, "base64url"));
    // By chance, a byte is the same in 200 tokens once in 2^1592 times.
    for (let index = 0; index < 48; index += 1)
      expect(new Set(bytes.map((of) => of[index])).size).toBeGreaterThan(1);
  });
});

describe("hashRefreshToken", () => {
  it("gives the SHA-256 of the whole and of its first 16 bytes", () => {
    const bytes = Buffer.from(TOKEN, "base64url");
    expect(hashRefreshToken(TOKEN)).toEqual({
      familyHash: sha256(bytes.subarray(0, 16)),
      tokenHash: sha256(bytes),
    });
  });

  it.each([
    ["nothing", ""],
    ["a character less", TOKEN.slice(1)],
    ["a character more", `${TOKEN}A`],
    ["a line break behind it", `${TOKEN}\n`],
    ["padding", `${TOKEN.slice(0, 63)}=`],
    ["base64 that is not for addresses", `${TOKEN.slice(0, 62)}+/`],
    ["a letter of another alphabet", `${TOKEN.slice(0, 63)}\u0430`],
    ["a JWT", `${TOKEN.slice(0, 20)}.${TOKEN.slice(0, 20)}.${TOKEN.slice(0, 22)}`],
  ])("knows what has not the shape of one: %s", (_what, text) => {
    expect(hashRefreshToken(text)).toBeUndefined();
  });
});

describe("successorsOf", () => {
  it("gives the same each time, of the same family, and not the token itself", () => {
    const [successor = ""] = successorsOf(TOKEN);
    expect(successorsOf(TOKEN)).toEqual([successor]);
    expect(successor).toMatch(/^[\w-]{64}$/);
    expect(successor).not.toBe(TOKEN);
    expect(hashRefreshToken(successor)?.familyHash).toBe(hashRefreshToken(TOKEN)?.familyHash);
    expect(hashRefreshToken(successor)?.tokenHash).not.toBe(hashRefreshToken(TOKEN)?.tokenHash);
  });

  it("gives another for each token, though they differ in one bit", () => {
    const bytes = Buffer.from(TOKEN, "base64url");
    const others = Array.from({ length: 32 }, (_, index) => {
      const changed = Buffer.from(bytes);
      changed[16 + index] = (changed[16 + index] ?? 0) ^ 1;
      return changed.toString("base64url");
    });
    expect(new Set([TOKEN, ...others].flatMap(successorsOf)).size).toBe(33);
  });

  it("goes on without a repeat", () => {
    const chain = [TOKEN];
    for (let time = 0; time < 100; time += 1) chain.push(...successorsOf(String(chain.at(-1))));
    expect(new Set(chain).size).toBe(101);
  });

  it("depends on the key that signs; while one is being changed, the old one's is known, too", async () => {
    const before = await load({ SECRET_KEY: OLD_KEY });
    const during = await load({ SECRET_KEY: KEY, SECRET_KEY_PREVIOUS: OLD_KEY });
    expect(before.successorsOf(TOKEN)).not.toEqual(successorsOf(TOKEN));
    expect(during.successorsOf(TOKEN)).toEqual([...successorsOf(TOKEN), ...before.successorsOf(TOKEN)]);
  });
});
