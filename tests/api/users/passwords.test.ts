import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { logIn, newUser, register } from "../../support/users";

const server = provideInkwell();
const send = (password: unknown) =>
  call(server, "POST", "/api/users", { json: newUser({ password: password as string }) });
const tryLogIn = (username: string, password: string) =>
  call(server, "POST", "/api/users/token", { form: { username, password } });

it.each([
  ["8 characters", "8-canary"],
  ["8 characters of two UTF-16 units each", "🦜".repeat(8)],
  ["8 characters that were more before normalization", "e\u0301".repeat(8)],
  ["128 characters", "canary".padEnd(128, "128")],
  ["128 characters of two UTF-16 units each", "🐤".repeat(128)],
  ["only spaces", " ".repeat(8)],
  ["only lower case", "a canary of words"],
  ["only digits", "9081726354"],
  ["control characters", "canary\u0000\u0007\t\n"],
  [
    "all printable ASCII characters",
    Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join(""),
  ],
  ["letters of any script", "пароль 密碼 סיסמה"],
])("accepts a password of %s, and logs in with it", async (_what, password) => {
  await logIn(server, await register(server, { password }));
});

it.each([
  ["7 characters", "7canary", "too-short"],
  ["7 characters of two UTF-16 units each", "🦜".repeat(7), "too-short"],
  ["the name of the site, which has 7 characters", "Inkwell", "too-short"],
  ["4 characters that were 8 before normalization", "e\u0301".repeat(4), "too-short"],
  ["129 characters", "canary".padEnd(129, "129"), "too-long"],
  ["129 characters of two UTF-16 units each", "🐤".repeat(129), "too-long"],
  ["200,000 characters", "canary".padEnd(200_000, "200000"), "too-long"],
  ["half a character", "canary \ud800", "invalid-value"],
])("rejects a password of %s", async (_what, password, code) => {
  expectProblem(await send(password), "validation-error", { errors: [fieldErrorOf("password", code)] });
});

describe("a password is never trimmed, cut or changed in case", () => {
  const PASSWORD = "  Canary with spaces around, of 128 characters ".padEnd(127, "…") + " ";
  let email: string;

  beforeAll(async () => {
    ({ email } = await register(server, { password: PASSWORD }));
  });

  it("logs in exactly as it was registered", async () => {
    await logIn(server, { email, password: PASSWORD });
  });

  it.each([
    ["without its leading space", PASSWORD.slice(1)],
    ["without its trailing space", PASSWORD.slice(0, -1)],
    ["cut to 72 characters", PASSWORD.slice(0, 72)],
    ["with another last character", PASSWORD.slice(0, -1) + "…"],
    ["with one more character", `${PASSWORD}x`],
    ["in lower case", PASSWORD.toLowerCase()],
  ])("does not log in %s", async (_what, typed) => {
    expectProblem(await tryLogIn(email, typed), "invalid-credentials", {
      detail: "Incorrect email or password",
    });
  });
});

it("characters of a password after NUL count", async () => {
  const { email } = await register(server, { password: "canary\u0000one" });
  expect((await tryLogIn(email, "canary\u0000two")).status).toBe(401);
});

it.each([
  ["composed", "caf\u00e9 canary", "cafe\u0301 canary"],
  ["decomposed", "cafe\u0301 canary", "caf\u00e9 canary"],
])("a password that was registered %s logs in composed and decomposed", async (_form, registered, typed) => {
  const { email } = await register(server, { password: registered });
  await logIn(server, { email, password: typed });
  await logIn(server, { email, password: registered });
});

it("a password is normalized with NFC only", async () => {
  const { email } = await register(server, { password: "ｃanary ﬁnch" });
  expect((await tryLogIn(email, "canary finch")).status).toBe(401);
});
