import jwt from "jsonwebtoken";
import { beforeAll, expect, it } from "vitest";
import { provideInkwell, SECRET_KEY } from "../../support/inkwell";
import { addUser, logIn, type Author } from "../../support/users";

const server = provideInkwell();
const RULES: jwt.VerifyOptions = {
  algorithms: ["HS256"],
  issuer: "inkwell",
  audience: "inkwell-api",
  maxAge: "30m",
};
let user: Author;

beforeAll(async () => {
  const added = await addUser(server);
  user = { ...added, token: await logIn(server, added) };
});

it("jsonwebtoken verifies an access token with the key, and reads the same claims", () => {
  const { header, payload } = jwt.verify(user.token, SECRET_KEY, { ...RULES, complete: true });
  expect(header).toMatchObject({ alg: "HS256", typ: "at+jwt" });
  expect(payload).toEqual({
    sub: String(user.id),
    sid: expect.stringMatching(/^[\da-f-]{36}$/),
    auth_time: expect.any(Number),
    iat: expect.any(Number),
    exp: expect.any(Number),
    jti: expect.stringMatching(/^[\w-]+$/),
    iss: "inkwell",
    aud: "inkwell-api",
  });
  const { iat = 0, exp = 0 } = payload as jwt.JwtPayload;
  expect(exp - iat).toBe(1800);
});

it.each<[string, string, jwt.VerifyOptions]>([
  ["another key", `${SECRET_KEY}!`, {}],
  ["another algorithm", SECRET_KEY, { algorithms: ["HS512"] }],
  ["another issuer", SECRET_KEY, { issuer: "elsewhere" }],
  ["another audience", SECRET_KEY, { audience: "elsewhere" }],
  [
    "a clock that is 31 minutes ahead",
    SECRET_KEY,
    { clockTimestamp: Math.floor(Date.now() / 1000) + 31 * 60 },
  ],
])("jsonwebtoken rejects an access token with %s", (_what, key, rules) => {
  expect(() => jwt.verify(user.token, key, { ...RULES, ...rules })).toThrow(jwt.JsonWebTokenError);
});
