import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../../support/call";
import { SECRET_KEY, provideInkwell } from "../../support/inkwell";
import { mintToken, readToken, unsigned } from "../../support/mint-token";
import { callRaw } from "../../support/open-request";
import { expectProblem, textWithoutId } from "../../support/problems";
import { readAnswers, sendRaw } from "../../support/raw-request";
import { addUser, logIn, signUp } from "../../support/users";

const server = provideInkwell();
let token: string;
let otherToken: string;
let header: Record<string, unknown>;
let claims: Record<string, unknown>;

beforeAll(async () => {
  token = await logIn(server, await addUser(server));
  ({ token: otherToken } = await signUp(server));
  ({ header, claims } = readToken(token));
});

const me = (accessToken: string) => call(server, "GET", "/api/users/me", { token: accessToken });
const seconds = () => Math.floor(Date.now() / 1000);
const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name));
/** Signs a token whose header and claims differ from an issued one. */
const mint = (changedHeader: object, changedClaims: object = {}, key = SECRET_KEY, hash?: string) =>
  mintToken({ ...header, ...changedHeader }, { ...claims, ...changedClaims }, key, hash);

it("accepts a token that was signed outside the server with its key", async () => {
  expect((await me(mint({}, { jti: "another" }))).status).toBe(200);
});

describe("GET /api/users/me with an invalid token", () => {
  const BAD_TOKENS: [string, () => string][] = [
    ["garbage", () => "garbage"],
    ["quotes and backslashes", () => '"\\"'],
    ["two dots alone", () => ".."],
    ["15 KB of text", () => "not-a-token-".repeat(1_250)],
    ["a signed token that is longer than any issued one", () => mint({}, { padding: "x".repeat(4_000) })],
    ["alg none", () => `${unsigned({ ...header, alg: "none" }, claims)}.`],
    ["alg none, with the signature of another alg", () => mint({ alg: "none" })],
    ["alg null", () => mint({ alg: null })],
    ["another HMAC algorithm", () => mint({ alg: "HS512" }, {}, SECRET_KEY, "sha512")],
    ["an RSA header", () => mint({ alg: "RS256" })],
    ["a foreign key", () => mint({}, {}, "a foreign key of at least 32 characters")],
    ["an empty key", () => mint({}, {}, "")],
    ["a token that carries its own key", () => mint({ jwk: { kty: "oct", k: "a2V5" } }, {}, "key")],
    [
      "a changed payload",
      () => [unsigned(header, { ...claims, sub: "1000" }), token.split(".")[2]].join("."),
    ],
    ["a changed signature", () => token.slice(0, -4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA")],
    ["no signature", () => token.slice(0, token.lastIndexOf(".") + 1)],
    ["another typ", () => mint({ typ: "JWT" })],
    ["an unknown critical header", () => mint({ crit: ["x"], x: 1 })],
    [
      "the five parts of a JWE",
      () => `${unsigned({ alg: "dir", enc: "A256GCM", typ: "at+jwt" }, claims)}.AA.AA.AA`,
    ],
    ["an expiry in the past", () => mint({}, { iat: seconds() - 120, exp: seconds() - 60 })],
    ["an issue time in the future", () => mint({}, { iat: seconds() + 600, exp: seconds() + 1_200 })],
    ["a not-before time in the future", () => mint({}, { nbf: seconds() + 600 })],
    ["a session that never existed", () => mint({}, { sid: randomUUID() })],
    ["a session id in upper case", () => mint({}, { sid: String(claims["sid"]).toUpperCase() })],
    ["a wildcard as the session id", () => mint({}, { sid: "%" })],
    ["the session of someone else", () => mint({}, { sid: readToken(otherToken).claims["sid"] })],
    ["a user who never existed", () => mint({}, { sub: "4000" })],
    ["a user id that is larger than any other", () => mint({}, { sub: "99999999999999999999" })],
    ...["sub", "sid", "auth_time", "iat", "exp", "iss", "aud"].map((name): [string, () => string] => [
      `a missing ${name}`,
      () => mintToken(header, without(name), SECRET_KEY),
    ]),
    ...["iss", "aud"].map((name): [string, () => string] => [
      `a foreign ${name}`,
      () => mint({}, { [name]: "https://elsewhere.example" }),
    ]),
    ...[1, "0", "-1", "+1", "1.0", "1e0", "0x1", " 1", "1\u0000", "", null, ["1"], { id: 1 }].map(
      (sub): [string, () => string] => [`the sub ${JSON.stringify(sub)}`, () => mint({}, { sub })],
    ),
  ];
  let textOfAll: string;

  beforeAll(async () => {
    textOfAll = textWithoutId(await me("x"));
  });

  it.each(BAD_TOKENS)("responds with the same 401 invalid-token to %s", async (_what, makeToken) => {
    const answer = await me(makeToken());
    expectProblem(answer, "invalid-token");
    expect(textWithoutId(answer)).toBe(textOfAll);
  });

  it.each([
    ["the scheme alone", "Bearer"],
    ["more than a token", "Bearer TOKEN TOKEN"],
    ["a comma after the token", "Bearer TOKEN,"],
    ["bytes that are not text", "Bearer \u00ff\u00fe"],
  ])("responds with 401 invalid-token to an Authorization header with %s", async (_what, authorization) => {
    const headers = { Authorization: authorization.replaceAll("TOKEN", token) };
    expectProblem(await callRaw(server, "GET", "/api/users/me", headers), "invalid-token");
  });
});

it("never fetches a key from a URL in a token's header", async () => {
  let visitors = 0;
  const elsewhere = createServer(() => (visitors += 1)).listen(0, "127.0.0.1");
  await once(elsewhere, "listening");
  const url = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/keys.json`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  for (const reference of [{ jku: url }, { x5u: url }, { x5u: url, x5c: [url] }, { jku: url, kid: url }]) {
    const signed = new SignJWT(claims).setProtectedHeader({ ...header, alg: "RS256", ...reference });
    expectProblem(await me(await signed.sign(privateKey)), "invalid-token");
    expectProblem(await me(mint(reference, {}, "a foreign key of at least 32 characters")), "invalid-token");
  }
  elsewhere.close();
  expect(visitors).toBe(0);
});

it("rejects an oversized header without reading it, and responds to the next request", async () => {
  const [answer] = readAnswers(
    await sendRaw(
      server,
      "GET /api/users/me HTTP/1.1",
      "Host: x",
      `Authorization: Bearer ${"x".repeat(17_000)}`,
      "",
      "",
    ),
  );
  expectProblem(answer as Answer, "headers-too-large");
  expect((await me(token)).status).toBe(200);
});
