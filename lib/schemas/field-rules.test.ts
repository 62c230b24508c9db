import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { emailField, newPasswordField, usernameField } from "./field-rules";

// What tests/api shows of these rules over HTTP, one example for each, is shown here character by character.
const CODE_POINTS = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));
const anyText = fc.string({ unit: "binary", maxLength: 60 });

const takes = (field: z.ZodType, input: unknown) => field.safeParse(input).success;
const messages = (field: z.ZodType, input: unknown) =>
  field.safeParse(input).error?.issues.map(({ message }) => message);

/** Marks that are out of order, as many as a body has room for: in order, they would take ten seconds. */
const DISORDER = `a${"\u0301".repeat(65_000)}${"\u0316".repeat(65_000)}`;

it("is quick with a body full of marks that are out of order", { timeout: 5_000 }, () => {
  expect(messages(usernameField, DISORDER)).toEqual(["Use at most 50 characters"]);
  expect(messages(newPasswordField, DISORDER)).toEqual(["Use at most 128 characters"]);
});

it("counts what many code points are composed of as one character", () => {
  const letter = "\u03b1\u0313\u0300\u0345"; // together U+1F82
  expect(usernameField.parse(letter.repeat(50))).toBe("\u1f82".repeat(50));
  expect(newPasswordField.parse(letter.repeat(128))).toBe("\u1f82".repeat(128));
  expect(takes(usernameField, `${" ".repeat(100_000)}Ada${" ".repeat(100_000)}Lovelace`)).toBe(true);
});

describe("usernameField", () => {
  it.each([
    ["nothing", undefined, ["Enter a username"]],
    ["an empty text", "", ["Enter a username"]],
    ["white space", " \u2003 ", ["Enter a username"]],
    ["51 characters", "a".repeat(51), ["Use at most 50 characters"]],
    ["NUL", "bob\u0000", ["Remove invisible and control characters"]],
    ["punctuation", "!?", ["Use at least one letter or digit"]],
    [
      "all that at once",
      "\u0000".repeat(51),
      [
        "Use at most 50 characters",
        "Remove invisible and control characters",
        "Use at least one letter or digit",
      ],
    ],
  ])("tells people what is wrong with %s", (_what, typed, expected) => {
    expect(messages(usernameField, typed)).toEqual(expected);
  });

  it("takes no control, format, private-use or unassigned character and no lone surrogate", () => {
    const named = CODE_POINTS.filter(
      (char) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(char) && !/\p{White_Space}/u.test(char),
    );
    const nameless = CODE_POINTS.filter((char, code) => code % 100 === 1 && /[\p{Co}\p{Cn}]/u.test(char));
    expect([...named, ...nameless].filter((char) => takes(usernameField, `a${char}b`))).toEqual([]);
  });

  it("takes every other character beside a letter", () => {
    const others = CODE_POINTS.filter((char) => !/\p{C}/u.test(char) && char.normalize("NFKC").length <= 40);
    expect(others.filter((char) => !takes(usernameField, `a${char}b`))).toEqual([]);
  });

  it("gives 1 to 50 characters, with single spaces inside, that it takes for the same again", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const { data } = usernameField.safeParse(typed);
        if (data === undefined) return;
        expect(data).toMatch(/^\S+( \S+)*$/u);
        expect([...data].length).toBeLessThanOrEqual(50);
        expect(usernameField.parse(data)).toBe(data);
      }),
    );
  });
});

describe("emailField", () => {
  it.each([
    ["nothing", undefined, ["Enter an email address"]],
    ["white space", "  ", ["Enter an email address"]],
    ["no address", "ada", ["Enter an email address like name@example.com"]],
    ["121 characters", `${"a".repeat(60)}@${"b".repeat(55)}.info`, ["Use at most 120 characters"]],
  ])("tells people what is wrong with %s", (_what, typed, expected) => {
    expect(messages(emailField, typed)).toEqual(expected);
  });

  it("takes no character outside ASCII for the one in ASCII that some mapping makes of it", () => {
    const foreign = CODE_POINTS.slice(0x80).filter((char) =>
      [char.toLowerCase(), char.toUpperCase(), char.normalize("NFKC")].some((mapped) =>
        /^[!-~]+$/.test(mapped),
      ),
    );
    expect(foreign).toContain("\u212a");
    expect(foreign.filter((char) => takes(emailField, `a${char}a@example.com`))).toEqual([]);
    expect(foreign.filter((char) => takes(emailField, `ada@ex${char}mple.com`))).toEqual([]);
  });

  it("gives the lower case of an ASCII address", () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const { data } = emailField.safeParse(` ${address.toUpperCase()}\t`);
        if (data !== undefined) expect(data).toBe(address.toLowerCase());
      }),
    );
  });
});

describe("newPasswordField", () => {
  it.each([
    ["nothing", undefined, ["Enter a password"]],
    ["7 characters", "1234567", ["Use at least 8 characters"]],
    ["129 characters", "a".repeat(129), ["Use at most 128 characters"]],
    ["a lone surrogate", "12345678\udfff", ["Remove invalid characters"]],
  ])("tells people what is wrong with %s", (_what, typed, expected) => {
    expect(messages(newPasswordField, typed)).toEqual(expected);
  });

  it("takes every character but half a one", () => {
    const refused = CODE_POINTS.filter((char) => !takes(newPasswordField, char.repeat(24)));
    expect(refused).toEqual(CODE_POINTS.slice(0xd800, 0xe000));
  });

  it("changes nothing but the normalisation form", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 8, maxLength: 20 }), (typed) => {
        const { data } = newPasswordField.safeParse(typed);
        if (data !== undefined) expect(data).toBe(typed.normalize("NFC"));
      }),
    );
  });
});
