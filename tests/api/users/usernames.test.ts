import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { newUser, register } from "../../support/users";

const server = provideInkwell();
const send = (username: string) => call(server, "POST", "/api/users", { json: newUser({ username }) });

it.each([
  ["of one letter", "x", "x"],
  ["of one digit", "7", "7"],
  ["of 50 characters", "a".repeat(50), "a".repeat(50)],
  ["of 50 characters of two UTF-16 units each", "😀".repeat(49) + "b", "😀".repeat(49) + "b"],
  ["of 50 characters between white space", `\u00a0 ${"c".repeat(50)} \u3000`, "c".repeat(50)],
  ["of 50 characters that were more before normalization", "e\u0301".repeat(50), "é".repeat(50)],
  ["with runs of white space, stored as one space", "Ada \u00a0\u2003 Lovelace", "Ada Lovelace"],
  ["with compatibility characters, stored in NFKC", "Ａｄｍｉｎ ①", "Admin 1"],
  ["with letters outside ASCII", "李小龍 Ünïcødé", "李小龍 Ünïcødé"],
  ["with digits outside ASCII", "٣", "٣"],
])("accepts a username %s", async (_what, typed, shown) => {
  expect(await send(typed)).toMatchObject({ status: 201, body: { username: shown } });
});

it.each([
  ["only white space", " \u00a0\u3000 ", "too-short"],
  ["51 characters", "a".repeat(51), "too-long"],
  ["51 characters of two UTF-16 units each", "😀".repeat(50) + "a", "too-long"],
  ["3 characters that NFKC makes 54", "\ufdfa".repeat(3), "too-long"],
  ["NUL", "bob\u0000", "invalid-format"],
  ["ESC, which is a control character", "bob\u001b[1m", "invalid-format"],
  ["a C1 control character", "bob\u0090", "invalid-format"],
  ["a zero-width space, which is a format character", "bo\u200bb", "invalid-format"],
  ["a right-to-left override", "bob\u202e", "invalid-format"],
  ["a byte order mark", "\ufeffbob", "invalid-format"],
  ["a soft hyphen", "bo\u00adb", "invalid-format"],
  ["a tag character", "bob\u{e0041}", "invalid-format"],
  ["a private-use character", "bob\ue000", "invalid-format"],
  ["an unassigned character", "bob\u0378", "invalid-format"],
  ["a noncharacter", "bob\uffff", "invalid-format"],
  ["a lone surrogate", "bob\ud800", "invalid-format"],
  ["no letter or digit", "-_!?", "invalid-format"],
  ["only symbols", "😀", "invalid-format"],
  ["an invisible letter", "\u3164", "invalid-format"],
  ["a blank Braille pattern", "bo\u2800b", "invalid-format"],
  ["an object replacement character", "bob\ufffc", "invalid-format"],
  ["a null note head", "bob\u{1d159}", "invalid-format"],
  ["a combining underline", "bob\u0332", "invalid-format"],
  ["a combining mark at the start", "\u0301bob", "invalid-format"],
  ["Cyrillic in a Latin name", "\u0430lice", "invalid-value"],
  ["Greek in a Latin name", "Admin \u0391", "invalid-value"],
])("rejects a username with %s", async (_what, username, code) => {
  expectProblem(await send(username), "validation-error", { errors: [fieldErrorOf("username", code)] });
});

describe("a username that differs from a registered one only in case or form", () => {
  it.each([
    ["ASCII case", ["corey", "COREY", "cOREY"]],
    ["Straße, STRASSE and strasse", ["Straße", "STRASSE", "strasse", "STRAẞE"]],
    ["K (U+212A) and k", ["Kel\u212A", "kelk", "KELK"]],
    ["case outside ASCII", ["Ünal", "üNAL"]],
    ["final sigma", ["Οδυσσευς", "ΟΔΥΣΣΕΥΣ", "οδυσσευσ"]],
    ["composed and decomposed letters", ["Zo\u00eb", "Zoe\u0308", "ZOE\u0308"]],
    ["full width", ["ｗｉｄｅ", "wide"]],
    ["white space", ["two words", " Two \u00a0 Words "]],
  ])("is rejected: %s", async (_what, [first = "", ...others]) => {
    await register(server, { username: first });
    for (const other of others) {
      expectProblem(await send(other), "username-taken", {
        detail: "Username already exists",
        errors: [fieldErrorOf("username", "username-taken", "Username already exists")],
      });
    }
  });

  it("is accepted when its letters merely look alike", async () => {
    await register(server, { username: "resume" });
    await register(server, { username: "résumé" });
    await register(server, { username: "re sume" });
  });
});
