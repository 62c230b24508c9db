import { describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { encode, readToken, sign } from "@/tests/support/mint-token";
import { issueAccessToken, verifyAccessToken } from "./access-token";

const NOW = new Date("2026-11-23T12:00:00Z");
const SECONDS = NOW.getTime() / 1000;
const HOLDER = { userId: 7, sid: "0b9e4b0c-8f0e-4a57-9d3e-6a3b9a1f2c77", authTime: NOW };

/** Signs a token with another expiry, written as in the JSON. */
async function mintExpiring(exp: string): Promise<string> {
  const { header, claims } = readToken(await issueAccessToken(HOLDER, { now: NOW }));
  const json = JSON.stringify(claims).replace(/"exp":\d+/, `"exp":${exp}`);
  return sign(`${encode(header)}.${Buffer.from(json).toString("base64url")}`, env.SECRET_KEY.reveal());
}

/** Returns the outcome of verifying a token some seconds after its issue. */
const verifyAfter = (token: string, seconds: number) =>
  verifyAccessToken(token, { now: new Date(NOW.getTime() + seconds * 1000) }).then(
    () => "accepted",
    (error: unknown) => (error as { code: string }).code,
  );

describe("verifyAccessToken accepts a token with a later expiry than ours for half an hour only", () => {
  it.each([
    ["a day", String(SECONDS + 86_400)],
    ["a day and half a second", String(SECONDS + 86_400.5)],
    ["more time than any clock has", "1e300"],
  ])("when it expires after %s", async (_what, exp) => {
    const token = await mintExpiring(exp);
    expect(await verifyAfter(token, 1801)).toBe("invalid-token");
    expect(await verifyAfter(token, 0)).toBe("accepted");
    expect(await verifyAfter(token, 1799)).toBe("accepted");
    // The signature is cached by now.
    expect(await verifyAfter(token, 1801)).toBe("invalid-token");
  });
});

it("verifyAccessToken accepts a token with a fractional expiry until the next whole second", async () => {
  const token = await mintExpiring(String(SECONDS + 60.5));
  expect(await verifyAfter(token, 60)).toBe("accepted");
  expect(await verifyAfter(token, 61)).toBe("invalid-token");
});

it.each(["-1", "0", "1e400"])("verifyAccessToken rejects a token with the expiry %s", async (exp) => {
  expect(await verifyAfter(await mintExpiring(exp), 0)).toBe("invalid-token");
});
