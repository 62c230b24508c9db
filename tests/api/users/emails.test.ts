import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { readUserRow } from "../../support/database";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem, fieldErrorOf } from "../../support/problems";
import { newUser, register } from "../../support/users";

const server = provideInkwell();
const send = (email: string) => call(server, "POST", "/api/users", { json: newUser({ email }) });

/** Builds an email of `length` characters whose parts RFC 5321 §4.5.3.1 permits. */
const emailOf = (length: number) => `${"a".repeat(60)}@${"b".repeat(length - 66)}.info`;

it.each([
  ["in upper case, stored in lower case", "Eve.Case@Example.COM", "eve.case@example.com"],
  ["with white space around it, stored without", " \t bob@example.com \n", "bob@example.com"],
  ["with a plus", "ada+blog@example.com", "ada+blog@example.com"],
  ["with an apostrophe", "o'brien@example.com", "o'brien@example.com"],
  [
    "with dots, hyphens and a long domain",
    "a.b-c_d@mail-1.sub.example.co.uk",
    "a.b-c_d@mail-1.sub.example.co.uk",
  ],
  [
    "with every special character of an atom",
    "!#$%&'*+/=?^_`{|}~-@example.com",
    "!#$%&'*+/=?^_`{|}~-@example.com",
  ],
  ["with 64 characters before the @", `${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
  ["with a punycode top-level domain", "ada@example.xn--p1ai", "ada@example.xn--p1ai"],
  ["of 120 characters", emailOf(120), emailOf(120)],
  [
    "of 120 characters between spaces",
    `  ${emailOf(120).replace("a", "c")}  `,
    emailOf(120).replace("a", "c"),
  ],
])("accepts an email %s", async (_what, typed, stored) => {
  const answer = await send(typed);
  expect(answer).toMatchObject({ status: 201, body: { email: stored } });
  expect((await readUserRow(server, (answer.body as { id: number }).id))?.email).toBe(stored);
});

it.each([
  ["only white space", " \t ", "too-short"],
  ["121 characters", emailOf(121), "too-long"],
  ["no @", "ada.example.com", "invalid-format"],
  ["two @", "ada@bob@example.com", "invalid-format"],
  ["nothing before the @", "@example.com", "invalid-format"],
  ["nothing after the @", "ada@", "invalid-format"],
  ["no dot in the domain", "ada@localhost", "invalid-format"],
  ["a dot at the end", "ada@example.com.", "invalid-format"],
  ["two dots in a row", "ada..b@example.com", "invalid-format"],
  ["a dot at the beginning", ".ada@example.com", "invalid-format"],
  ["a space inside", "ada love@example.com", "invalid-format"],
  ["a line break inside", "ada@example.com\r\nBcc: bob@example.com", "invalid-format"],
  ["NUL", "ada@example.com\u0000", "invalid-format"],
  ["two addresses", "ada@example.com,bob@example.com", "invalid-format"],
  ["a display name", "Ada <ada@example.com>", "invalid-format"],
  ["a quoted local part", '"ada"@example.com', "invalid-format"],
  ["65 characters before the @", `${"a".repeat(65)}@example.com`, "invalid-format"],
  ["a numeric top-level domain", "ada@127.0.0.1", "invalid-format"],
  ["a label that ends in a hyphen", "ada@example-.com", "invalid-format"],
  ["an IP address", "ada@[127.0.0.1]", "invalid-format"],
  ["K (U+212A), which lower-cases to k", "\u212Aarl@example.com", "invalid-format"],
  ["a dotless i, which upper-cases to I", "m\u0131ke@example.com", "invalid-format"],
  ["full width", "ａda@example.com", "invalid-format"],
  ["a domain outside ASCII", "ada@exämple.com", "invalid-format"],
  ["a lone surrogate", "ada\ud800@example.com", "invalid-format"],
])("rejects an email with %s", async (_what, email, code) => {
  expectProblem(await send(email), "validation-error", { errors: [fieldErrorOf("email", code)] });
});

it("reports both errors of an email that is too long and invalid", async () => {
  expectProblem(await send("a".repeat(121)), "validation-error", {
    errors: [fieldErrorOf("email", "invalid-format"), fieldErrorOf("email", "too-long")],
  });
});

describe("rejects an email that differs only in case or white space from a registered one", () => {
  it.each(["grace@example.com", "GRACE@EXAMPLE.COM", " Grace@Example.com "])("%j", async (email) => {
    if (email === email.toLowerCase()) await register(server, { email });
    expectProblem(await send(email), "email-taken", {
      detail: "Email already registered",
      errors: [fieldErrorOf("email", "email-taken", "Email already registered")],
    });
  });
});
