import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { Secret } from "@/lib/secret";
import { deriveKey } from "./derive-key";

const SECRET = new Secret("a secret key for the tests of key derivation");

/** HKDF as RFC 5869 §2 defines it, for one block of output and no salt. */
function hkdf(secret: string, info: string): string {
  const hmac = (key: Buffer, data: Buffer) => createHmac("sha256", key).update(data).digest();
  const pseudorandomKey = hmac(Buffer.alloc(32), Buffer.from(secret));
  return hmac(pseudorandomKey, Buffer.from(`${info}\u0001`)).toString("hex");
}

it("derives keys as RFC 5869 defines it", () => {
  expect(deriveKey("rate limits", SECRET).toString("hex")).toBe(hkdf(SECRET.reveal(), "inkwell rate limits"));
});

it("derives a different key for each purpose and secret, and the same one each time", () => {
  const other = new Secret("another secret key for the same tests");
  const keys = [
    deriveKey("post cursors", SECRET),
    deriveKey("refresh tokens", SECRET),
    deriveKey("post cursors", other),
  ];
  expect(new Set(keys.map(String)).size).toBe(3);
  expect(deriveKey("post cursors", SECRET)).toEqual(keys[0]);
});
