import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usernameField } from "./username";

const CODE_POINTS = Array.from({ length: 0x110000 }, (_, code) => String.fromCodePoint(code));

const accepts = (username: unknown) => usernameField.safeParse(username).success;
const messagesFor = (username: unknown) =>
  usernameField.safeParse(username).error?.issues.map(({ message }) => message);

const INVISIBLE = "Remove invisible and control characters";
const NO_LETTER = "Use at least one letter or digit";
const MARK_FIRST = "Start with a letter, digit or symbol, not with a combining mark";
const UNDERLINE = "Remove combining underlines";
const MIXED = "Use letters of one script only: some letters look alike but are different";

describe("the messages of usernameField", () => {
  it.each([
    ["a missing username", undefined, ["Enter a username"]],
    ["an empty text", "", ["Enter a username"]],
    ["white space", " \u2003 ", ["Enter a username"]],
    ["51 characters", "a".repeat(51), ["Use at most 50 characters"]],
    ["NUL", "bob\u0000", [INVISIBLE]],
    ["a Hangul filler, which is a letter", "\u3164", [INVISIBLE]],
    ["a blank Braille pattern", "bo\u2800b", [INVISIBLE]],
    ["punctuation", "!?", [NO_LETTER]],
    ["a leading combining mark", "\u0301a", [MARK_FIRST]],
    ["a combining underline", "a\u0332lice", [UNDERLINE]],
    ["Cyrillic in a Latin name", "\u0430lice", [MIXED]],
    ["several errors at once", "\u0000".repeat(51), ["Use at most 50 characters", INVISIBLE, NO_LETTER]],
  ])("explain %s", (_what, typed, expected) => {
    expect(messagesFor(typed)).toEqual(expected);
  });
});

it("usernameField rejects a long body of combining marks without sorting them", { timeout: 5_000 }, () => {
  const unsorted = `a${"\u0301".repeat(65_000)}${"\u0316".repeat(65_000)}`;
  expect(messagesFor(unsorted)).toEqual(["Use at most 50 characters"]);
});

it("usernameField counts a composed character as one", () => {
  const letter = "\u03b1\u0313\u0300\u0345"; // composes to U+1F82
  expect(usernameField.parse(letter.repeat(50))).toBe("\u1f82".repeat(50));
  expect(accepts(`${" ".repeat(100_000)}Ada${" ".repeat(100_000)}Lovelace`)).toBe(true);
});

it("usernameField rejects every control, format, private-use and unassigned character and every lone surrogate", () => {
  const named = CODE_POINTS.filter(
    (char) => /[\p{Cc}\p{Cf}\p{Cs}]/u.test(char) && !/\p{White_Space}/u.test(char),
  );
  const nameless = CODE_POINTS.filter((char, code) => code % 100 === 1 && /[\p{Co}\p{Cn}]/u.test(char));
  expect([...named, ...nameless].filter((char) => accepts(`a${char}b`))).toEqual([]);
});

it("usernameField rejects every character that looks blank", () => {
  const blank = CODE_POINTS.filter((char) => /\p{Default_Ignorable_Code_Point}/u.test(char));
  expect(blank.length).toBeGreaterThan(4_000);
  const rejected = [...blank, "\u2800", "\ufffc", "\u{1d159}"];
  expect(rejected.filter((char) => accepts(`a${char}b`))).toEqual([]);
});

it("usernameField accepts every other character that NFKC leaves unchanged, whatever its script", () => {
  const others = CODE_POINTS.filter(
    (char) =>
      !/[\p{C}\p{Default_Ignorable_Code_Point}\u0332\u2800\ufffc\u{1d159}]/u.test(char) &&
      char.normalize("NFKC") === char,
  );
  expect(others.length).toBeGreaterThan(100_000);
  expect(others.filter((char) => !accepts(`1${char}1`))).toEqual([]);
});

it("usernameField rejects every combining mark at the start", () => {
  const marks = CODE_POINTS.filter((char) => /^\p{M}/u.test(char.normalize("NFKC")));
  expect(marks.filter((mark) => accepts(`${mark}1`))).toEqual([]);
});

describe("the script rule of usernameField", () => {
  it.each([
    ["Latin", "Ünïcødé Ærøskøbing"],
    ["Latin with digits, punctuation and emoji", "Ada-99 (the 1st) 😀"],
    ["Cyrillic", "Фёдор 2"],
    ["Greek", "Οδυσσεύς"],
    ["Arabic with its own digits", "علي ٣"],
    ["Devanagari", "अनीता"],
    ["Cherokee", "ᏣᎳᎩ"],
    ["Gothic", "𐍅𐌿𐌻𐍆𐌹𐌻𐌰"],
    ["Han, hiragana and katakana", "山田エミ子の"],
    ["Latin with Han and kana", "DJ 山田エミ"],
    ["katakana with the prolonged sound mark", "ユーザー"],
    ["Latin with Han and Bopomofo", "Li 李ㄅㄆ"],
    ["Latin with Han and Hangul", "Kim 金민수"],
    ["a decomposed letter that has no composed form", "x\u0301y"],
  ])("accepts %s", (_what, name) => {
    expect(messagesFor(name)).toBeUndefined();
  });

  it.each([
    ["Latin and Cyrillic", "pаypal"],
    ["Cyrillic and Latin", "аdmin"],
    ["Latin and Greek", "ΑΒΓ abc"],
    ["Greek and Cyrillic", "ΑБ"],
    ["Latin and Cherokee", "Ꭺda"],
    ["Latin and Arabic", "ada علي"],
    ["Latin and Arabic digits", "ada٣"],
    ["Latin and Hebrew", "adaש"],
    ["Han and Cyrillic", "李Ф"],
    ["kana and Hangul", "エミ민수"],
    ["Bopomofo and kana", "ㄅエ"],
    ["two historic scripts", "𐍅ᚠ"],
    ["Latin, Han and Greek", "DJ 李 Ω"],
  ])("rejects %s", (_what, name) => {
    expect(messagesFor(name)).toEqual([MIXED]);
  });

  it("rejects every letter of another script in a Latin name, except Han, kana, Hangul and Bopomofo", () => {
    const foreign = CODE_POINTS.filter(
      (char) =>
        /^\p{L}$/u.test(char.normalize("NFKC")) &&
        !/[\p{scx=Latn}\p{scx=Zyyy}\p{scx=Zinh}\p{scx=Hani}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}]/u.test(
          char.normalize("NFKC"),
        ),
    );
    expect(foreign.length).toBeGreaterThan(10_000);
    expect(foreign.filter((char) => accepts(`ad${char}`))).toEqual([]);
  });
});

it("usernameField returns 1 to 50 characters with single spaces, and accepts its own result unchanged", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (typed) => {
      const { data } = usernameField.safeParse(typed);
      if (data === undefined) return;
      expect(data).toMatch(/^\S+( \S+)*$/u);
      expect([...data].length).toBeLessThanOrEqual(50);
      expect(usernameField.parse(data)).toBe(data);
    }),
  );
});
