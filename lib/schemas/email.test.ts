import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { INVALID_EMAILS, VALID_EMAILS } from "@/tests/support/email-addresses";
import { emailField, normalizeLoginEmail } from "./email";

const CODE_POINTS = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

const accepts = (email: string) => emailField.safeParse(email).success;
const messagesFor = (email: unknown) =>
  emailField.safeParse(email).error?.issues.map(({ message }) => message);

it("the email examples include fifty valid and fifty invalid ones", () => {
  expect(new Set(VALID_EMAILS).size).toBeGreaterThanOrEqual(50);
  expect(new Set(INVALID_EMAILS).size).toBeGreaterThanOrEqual(50);
});

it.each(VALID_EMAILS)("emailField accepts %j", (email) => {
  expect(emailField.parse(email)).toBe(email);
});

it.each(INVALID_EMAILS)("emailField rejects %j", (email) => {
  expect(messagesFor(email)).toEqual(["Enter an email address like name@example.com"]);
});

it.each([
  ["a missing email", undefined, ["Enter an email address"]],
  ["white space", "  ", ["Enter an email address"]],
  ["121 characters", `${"l".repeat(64)}@${"d".repeat(52)}.com`, ["Use at most 120 characters"]],
  [
    "a long text that is not an address",
    "a".repeat(121),
    ["Enter an email address like name@example.com", "Use at most 120 characters"],
  ],
])("emailField explains what is wrong with %s", (_what, typed, expected) => {
  expect(messagesFor(typed)).toEqual(expected);
});

it("emailField trims and lower-cases", () => {
  expect(emailField.parse(" \u00a0Ada@Example.COM\r\n")).toBe("ada@example.com");
});

it("emailField rejects every character outside ASCII that a case mapping or NFKC turns into ASCII", () => {
  const foreign = CODE_POINTS.slice(0x80).filter((char) =>
    [char.toLowerCase(), char.toUpperCase(), char.normalize("NFKC")].some((mapped) =>
      /^[!-~]+$/.test(mapped),
    ),
  );
  expect(foreign).toContain("\u212a");
  expect(foreign.filter((char) => accepts(`a${char}a@example.com`))).toEqual([]);
  expect(foreign.filter((char) => accepts(`ada@ex${char}mple.com`))).toEqual([]);
});

it("emailField returns every generated address in lower case", () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const { data } = emailField.safeParse(` ${address.toUpperCase()}\t`);
      if (address.length <= 120) expect(data).toBe(address.toLowerCase());
    }),
  );
});

describe("normalizeLoginEmail", () => {
  it("accepts everything that emailField accepts", () => {
    for (const email of VALID_EMAILS)
      expect(normalizeLoginEmail(` ${email.toUpperCase()} `)).toBe(email.toLowerCase());
  });

  it("accepts addresses of existing accounts whose local part is longer than 64 characters", () => {
    const old = `${"a".repeat(100)}@example.com`;
    expect(accepts(old)).toBe(false);
    expect(normalizeLoginEmail(old)).toBe(old);
  });

  it.each(["", " ", "a b@example.com", "\u212Aarl@example.com", "a".repeat(121), "a\u0000@b.com"])(
    "returns undefined for %j",
    (typed) => {
      expect(normalizeLoginEmail(typed)).toBeUndefined();
    },
  );
});
