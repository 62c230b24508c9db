import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, faultOf } from "../../support/problems";
import { logIn, newUser, register } from "../../support/users";

const server = provideInkwell();
const send = (password: unknown) =>
  call(server, "POST", "/api/users", { json: newUser({ password: password as string }) });
const tryLogIn = (username: string, password: string) =>
  call(server, "POST", "/api/users/token", { form: { username, password } });

it.each([
  ["8 characters", "8-canary"],
  ["8 characters of two UTF-16 units each", "🦜".repeat(8)],
  ["8 characters that were more before normalisation", "e\u0301".repeat(8)],
  ["128 characters", "canary".padEnd(128, "128")],
  ["128 characters of two UTF-16 units each", "🐤".repeat(128)],
  ["spaces alone", " ".repeat(8)],
  ["lower case alone", "a canary of words"],
  ["digits alone", "9081726354"],
  ["control characters", "canary\u0000\u0007\t\n"],
  ["all that ASCII prints", Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("")],
  ["letters of any script", "пароль 密碼 סיסמה"],
])("takes %s, and then logs in with it", async (_what, password) => {
  await logIn(server, await register(server, { password }));
});

it.each([
  ["7 characters", "7canary", "too-short"],
  ["7 characters of two UTF-16 units each", "🦜".repeat(7), "too-short"],
  ["the name of the site, which is that long", "Inkwell", "too-short"],
  ["4 characters that were 8 before normalisation", "e\u0301".repeat(4), "too-short"],
  ["129 characters", "canary".padEnd(129, "129"), "too-long"],
  ["129 characters of two UTF-16 units each", "🐤".repeat(129), "too-long"],
  ["200,000 characters", "canary".padEnd(200_000, "200000"), "too-long"],
  ["half a character", "canary \ud800", "invalid-value"],
])("refuses %s", async (_what, password, code) => {
  expectProblem(await send(password), "validation-error", { errors: [faultOf("password", code)] });
});

describe("is never trimmed or cut, nor its case changed", () => {
  const PASSWORD = "  Canary with spaces around, of 128 characters ".padEnd(127, "…") + " ";
  let email: string;

  beforeAll(async () => {
    ({ email } = await register(server, { password: PASSWORD }));
  });

  it("as it is, it logs in", async () => {
    await logIn(server, { email, password: PASSWORD });
  });

  it.each([
    ["without the space before", PASSWORD.slice(1)],
    ["without the space behind", PASSWORD.slice(0, -1)],
    ["cut to 72", PASSWORD.slice(0, 72)],
    ["with another last character", PASSWORD.slice(0, -1) + "…"],
    ["with one character more", `${PASSWORD}x`],
    ["in lower case", PASSWORD.toLowerCase()],
  ])("%s, it does not", async (_what, typed) => {
    expectProblem(await tryLogIn(email, typed), "invalid-credentials", {
      detail: "Incorrect email or password",
    });
  });
});

it("counts behind NUL, too", async () => {
  const { email } = await register(server, { password: "canary\u0000one" });
  expect((await tryLogIn(email, "canary\u0000two")).status).toBe(401);
});

it.each([
  ["composed", "caf\u00e9 canary", "cafe\u0301 canary"],
  ["decomposed", "cafe\u0301 canary", "caf\u00e9 canary"],
])("registered %s, logs in either way", async (_form, registered, typed) => {
  const { email } = await register(server, { password: registered });
  await logIn(server, { email, password: typed });
  await logIn(server, { email, password: registered });
});

it("is not normalised further than NFC", async () => {
  const { email } = await register(server, { password: "ｃanary ﬁnch" });
  expect((await tryLogIn(email, "canary finch")).status).toBe(401);
});
