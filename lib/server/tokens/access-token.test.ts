import { generateKeyPairSync } from "node:crypto";
import { CompactEncrypt, decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { encode, mintToken, unsigned } from "@/tests/support/mint-token";
import { SIGNING_KEY } from "./signing-keys";
import { ACCESS_TOKEN_TTL_SECONDS, issueAccessToken, verifyAccessToken } from "./access-token";

const NOW = new Date("2026-11-23T12:00:00Z");
const SECONDS = NOW.getTime() / 1000;
const HEADER = { alg: "HS256", typ: "at+jwt" };
const HOLDER = {
  userId: 7,
  sid: "0b9e4b0c-8f0e-4a57-9d3e-6a3b9a1f2c77",
  authTime: new Date("2026-11-23T11:00:00Z"),
};
const CLAIMS = {
  sub: "7",
  sid: HOLDER.sid,
  auth_time: HOLDER.authTime.getTime() / 1000,
  iat: SECONDS,
  exp: SECONDS + 60,
  iss: "inkwell",
  aud: "inkwell-api",
};

/** Signs with the server's key by default. */
const mint = (header: object, claims: unknown, key = env.SECRET_KEY.reveal(), hash?: string) =>
  mintToken(header, claims, key, hash);

const without = (name: keyof typeof CLAIMS) =>
  Object.fromEntries(Object.entries(CLAIMS).filter(([key]) => key !== name));
const expectRejected = (token: string, now = NOW) =>
  expect(verifyAccessToken(token, { now })).rejects.toMatchObject({
    name: "AppError",
    code: "invalid-token",
  });

describe("issueAccessToken", () => {
  it("issues exactly the documented claims", async () => {
    const token = await issueAccessToken(HOLDER, { now: NOW });
    expect(decodeProtectedHeader(token)).toEqual({ ...HEADER, kid: SIGNING_KEY.id });
    expect(decodeJwt(token)).toEqual({
      ...CLAIMS,
      exp: SECONDS + 1800,
      jti: expect.stringMatching(/^[\da-f-]{36}$/),
    });
  });

  it("never issues the same token twice", async () => {
    expect(await issueAccessToken(HOLDER, { now: NOW })).not.toBe(
      await issueAccessToken(HOLDER, { now: NOW }),
    );
  });
});

describe("verifyAccessToken", () => {
  it("returns the claims from one second before the issue until the second before expiry", async () => {
    const token = await issueAccessToken(HOLDER, { now: NOW });
    const last = new Date(NOW.getTime() + (ACCESS_TOKEN_TTL_SECONDS - 1) * 1000);
    expect(await verifyAccessToken(token, { now: new Date(NOW.getTime() - 1000) })).toEqual(HOLDER);
    expect(await verifyAccessToken(token, { now: last })).toEqual(HOLDER);
    await expectRejected(token, new Date(last.getTime() + 1000));
    await expectRejected(token, new Date(NOW.getTime() - 2000));
  });

  it("accepts a token that another library signed with the key", async () => {
    expect(await verifyAccessToken(mint(HEADER, CLAIMS), { now: NOW })).toEqual(HOLDER);
    expect(await verifyAccessToken(mint({ ...HEADER, typ: "AT+JWT" }, CLAIMS), { now: NOW })).toEqual(HOLDER);
  });

  it.each<[string, string]>([
    ["several audiences, ours among them", mint(HEADER, { ...CLAIMS, aud: ["elsewhere", "inkwell-api"] })],
    // RFC 7515 has no compression, so `zip` is an unknown header.
    ["a zip header", mint({ ...HEADER, zip: "DEF" }, CLAIMS)],
  ])("accepts a token with %s", async (_what, token) => {
    expect(await verifyAccessToken(token, { now: NOW })).toEqual(HOLDER);
  });

  it("rejects a valid token with any one bit changed", async () => {
    const parts = mint(HEADER, CLAIMS).split(".");
    expect(await verifyAccessToken(parts.join("."), { now: NOW })).toEqual(HOLDER);
    const changed = parts.flatMap((part, index) =>
      [...Buffer.from(part, "base64url")].map((byte, at, bytes) =>
        parts
          .with(index, Buffer.from(bytes.with(at, byte ^ (1 << (at % 8)))).toString("base64url"))
          .join("."),
      ),
    );
    const results = await Promise.allSettled(changed.map((token) => verifyAccessToken(token, { now: NOW })));
    expect(changed.filter((_token, index) => results[index]?.status === "fulfilled")).toEqual([]);
    expect(changed.length).toBeGreaterThan(200);
  });

  it.each<[string, string]>([
    ["no algorithm", `${unsigned({ ...HEADER, alg: "none" }, CLAIMS)}.`],
    ["no algorithm, in mixed case", `${unsigned({ ...HEADER, alg: "nOnE" }, CLAIMS)}.`],
    ["no algorithm, with a capital", `${unsigned({ ...HEADER, alg: "None" }, CLAIMS)}.`],
    ["no algorithm and our signature", mint({ ...HEADER, alg: "none" }, CLAIMS)],
    ["a missing algorithm", mint({ typ: "at+jwt" }, CLAIMS)],
    ["several algorithms", mint({ ...HEADER, alg: ["HS256"] }, CLAIMS)],
    ["another HMAC with the key", mint({ ...HEADER, alg: "HS512" }, CLAIMS, undefined, "sha512")],
    ["a third HMAC with the key", mint({ ...HEADER, alg: "HS384" }, CLAIMS, undefined, "sha384")],
    ["an RSA header", mint({ ...HEADER, alg: "RS256" }, CLAIMS)],
    ["an elliptic-curve header", mint({ ...HEADER, alg: "ES256" }, CLAIMS)],
    ["a foreign key", mint(HEADER, CLAIMS, "another key of at least 32 characters")],
    ["its own key in the header", mint({ ...HEADER, jwk: { kty: "oct", k: "YQ" } }, CLAIMS, "a")],
    [
      "a changed payload",
      mint(HEADER, CLAIMS).replace(/^.*\./, `${unsigned(HEADER, { ...CLAIMS, sub: "1" })}.`),
    ],
    ["a changed header", mint(HEADER, CLAIMS).replace(/^[^.]*/, encode({ ...HEADER, kid: SIGNING_KEY.id }))],
    ["an unknown key id", mint({ ...HEADER, kid: "another" }, CLAIMS)],
    ["an unknown key id in quotes", mint({ ...HEADER, kid: "' OR '1'='1" }, CLAIMS)],
    ["a path as the key id", mint({ ...HEADER, kid: "../../dev/null" }, CLAIMS, "")],
    ["a null key id", mint({ ...HEADER, kid: null }, CLAIMS)],
    ["several key ids", mint({ ...HEADER, kid: [SIGNING_KEY.id] }, CLAIMS)],
    [
      "our key id and a foreign key",
      mint({ ...HEADER, kid: SIGNING_KEY.id }, CLAIMS, "another key of at least 32 characters"),
    ],
    ["no signature", mint(HEADER, CLAIMS).replace(/[^.]+$/, "")],
    ["another type", mint({ ...HEADER, typ: "JWT" }, CLAIMS)],
    ["no type", mint({ alg: "HS256" }, CLAIMS)],
    ["an unknown critical header", mint({ ...HEADER, crit: ["x"], x: 1 }, CLAIMS)],
    ["an unencoded payload", mint({ ...HEADER, crit: ["b64"], b64: false }, CLAIMS)],
    ["no expiry", mint(HEADER, without("exp"))],
    ["an expiry in words", mint(HEADER, { ...CLAIMS, exp: "tomorrow" })],
    ["an expiry of now", mint(HEADER, { ...CLAIMS, exp: SECONDS })],
    ["no issue time", mint(HEADER, without("iat"))],
    ["an issue time in the future", mint(HEADER, { ...CLAIMS, iat: SECONDS + 60, exp: SECONDS + 120 })],
    ["an issue time too long ago", mint(HEADER, { ...CLAIMS, iat: SECONDS - 86_400 })],
    ["a not-before time in the future", mint(HEADER, { ...CLAIMS, nbf: SECONDS + 30 })],
    ["no issuer", mint(HEADER, without("iss"))],
    ["another issuer", mint(HEADER, { ...CLAIMS, iss: "elsewhere" })],
    ["several issuers, ours among them", mint(HEADER, { ...CLAIMS, iss: ["inkwell", "elsewhere"] })],
    ["no audience", mint(HEADER, without("aud"))],
    ["another audience", mint(HEADER, { ...CLAIMS, aud: "elsewhere" })],
    ["several audiences without ours", mint(HEADER, { ...CLAIMS, aud: ["elsewhere", "inkwell"] })],
    ["no subject", mint(HEADER, without("sub"))],
    ["no session", mint(HEADER, without("sid"))],
    ["a session that is not a UUID", mint(HEADER, { ...CLAIMS, sid: "' OR '1'='1" })],
    ["several sessions", mint(HEADER, { ...CLAIMS, sid: [CLAIMS.sid] })],
    ["no login time", mint(HEADER, without("auth_time"))],
    ["a login time in words", mint(HEADER, { ...CLAIMS, auth_time: "now" })],
    ["a payload that is not an object", mint(HEADER, "7")],
    ["too many characters", mint(HEADER, { ...CLAIMS, padding: "x".repeat(4000) })],
    ["only two dots", ".."],
    ["nothing", ""],
  ])("rejects a token with %s", async (_what, token) => {
    await expectRejected(token);
  });

  it.each([
    7,
    "",
    "0",
    "-1",
    "+1",
    "1.0",
    "1e3",
    "0x1",
    "01",
    " 1",
    "1abc",
    "٣",
    "1\n",
    "\u0000",
    null,
    {},
    ["7"],
  ])("rejects the subject %j", async (sub) => {
    await expectRejected(mint(HEADER, { ...CLAIMS, sub }));
  });

  it("maps a subject that is too large for an id to an id that no row has", async () => {
    expect(
      await verifyAccessToken(mint(HEADER, { ...CLAIMS, sub: "99999999999999999999" }), { now: NOW }),
    ).toMatchObject({ userId: 0 });
  });

  it("rejects a token that is encrypted instead of signed", async () => {
    const key = new TextEncoder().encode(env.SECRET_KEY.reveal().slice(0, 32));
    const payload = new TextEncoder().encode(JSON.stringify(CLAIMS));
    await expectRejected(
      await new CompactEncrypt(payload)
        .setProtectedHeader({ alg: "dir", enc: "A256GCM", typ: "at+jwt" })
        .encrypt(key),
    );
  });

  it.each([
    ["RS256", generateKeyPairSync("rsa", { modulusLength: 2048 })],
    ["ES256", generateKeyPairSync("ec", { namedCurve: "P-256" })],
  ])("rejects a signature of an asymmetric key: %s", async (alg, { privateKey }) => {
    await expectRejected(
      await new SignJWT(CLAIMS).setProtectedHeader({ alg, typ: "at+jwt" }).sign(privateKey),
    );
  });
});
