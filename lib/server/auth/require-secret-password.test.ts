import { describe, expect, it } from "vitest";
import { requireSecretPassword } from "./require-secret-password";

const ADA = { username: "Ada Straßburger", email: "ada.of.london@example.com" };

const refuse = (password: string, detail: RegExp) =>
  expect(requireSecretPassword(password, ADA)).rejects.toMatchObject({
    code: "validation-error",
    errors: [{ pointer: "#/password", code: "password-too-common", detail: expect.stringMatching(detail) }],
  });

describe("a common password is refused, and the answer says why", () => {
  it.each([
    "password",
    "12345678",
    "iloveyou",
    "passwordpassword",
    "PASSWORD",
    "PassWord1",
    "ｐａｓｓｗｏｒｄ",
    "123456789012345",
    "87654321",
    "98765432109",
    "00000000",
    "0123456789",
  ])("%s", async (password) => {
    await refuse(password, /most common/);
  });
});

describe("one's own name and e-mail are refused", () => {
  it.each([
    "Ada Straßburger",
    "ADA STRASSBURGER",
    "ada.of.london@example.com",
    "Ada.Of.London@Example.COM",
    "ada.of.london",
  ])("%s", async (password) => {
    await refuse(password, /your own name or email/);
  });
});

it.each([
  "testpassword1!",
  "correct horse battery staple",
  "password of a canary",
  "xpassword1",
  "password1 ",
  " password",
  "Ada Straßburger 1815",
  "ada.of.london@example.org",
  "example.com",
  "london@example.com",
  "12345679012",
  "9081726354",
  "1357913579",
  "        ",
  "🦜🦜🦜🦜🦜🦜🦜🦜",
])("takes what merely contains such a word or is none: %j", async (password) => {
  await expect(requireSecretPassword(password, ADA)).resolves.toBeUndefined();
});
