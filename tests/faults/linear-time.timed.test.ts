import { describe, expect, it } from "vitest";
import { emailField, normalizeLoginEmail } from "@/lib/schemas/email";
import { contentField, newPasswordField, titleField } from "@/lib/schemas/field-rules";
import { idParameter, limitParameter } from "@/lib/schemas/parameters";
import { usernameField } from "@/lib/schemas/username";
import { AppError } from "@/lib/server/errors";
import { foldText } from "@/lib/server/fold-text";
import { readForm, readJson } from "@/lib/server/http/read-body";
import { nameDevice } from "@/lib/server/sessions/name-device";
import { expectLinear, fill, measure, NEGLIGIBLE_MS } from "./support/linear-time";

/** Nearly the largest body and headers of a request, in bytes. */
const BODY = 240 * 1024;
const HEAD = 16 * 1024;

const PIECES = [
  ["one letter", "a"],
  ["spaces", " "],
  ["spaces and letters", " a"],
  ["line breaks", "\r\n"],
  ["digits", "9"],
  ["dots", "."],
  ["atoms and dots", "a."],
  ["at signs", "a@"],
  ["labels and hyphens", "a-"],
  ["domain labels", `${"a-".repeat(31)}a.`],
  ["wide spaces", "\u2003"],
  ["invisible characters", "\u200b"],
  ["unsorted combining marks", "\u0301\u0316"],
  ["letters of many scripts", "aаα字か한ㄅאع\u0e01"],
  ["letters that NFKC expands", "\ufdfa"],
  ["Hangul", "\u1112\u1161\u11ab"],
  ["emoji", "👩‍👩‍👧‍👦"],
  ["lone surrogates", "\ud800"],
] as const;

describe.each([
  ["usernameField", (text: string) => usernameField.safeParse(text)],
  ["emailField", (text: string) => emailField.safeParse(text)],
  ["emailField, after a local part", (text: string) => emailField.safeParse(`a@${text}`)],
  ["normalizeLoginEmail", normalizeLoginEmail],
  ["newPasswordField", (text: string) => newPasswordField.safeParse(text)],
  ["titleField", (text: string) => titleField.safeParse(text)],
  ["contentField", (text: string) => contentField.safeParse(text)],
  ["idParameter", (text: string) => idParameter.safeParse(text)],
  ["limitParameter", (text: string) => limitParameter.safeParse(text)],
  ["nameDevice", nameDevice],
] as const)("%s takes linear time", (_name, parse) => {
  it.each(PIECES)("for %s", async (_what, piece) => {
    await expectLinear((length) => {
      const text = fill(piece, length, "!");
      return () => parse(text);
    }, BODY);
  });
});

it.each(PIECES.filter(([, piece]) => piece !== "\u0301\u0316"))(
  "foldText takes linear time for %s",
  async (_what, piece) => {
    await expectLinear((length) => {
      const text = fill(piece, length);
      return () => foldText(text);
    }, BODY);
  },
);

describe("nameDevice takes little time for a user agent that imitates", () => {
  it.each([
    ["Firefox on iPad", "Macintosh FxiOS "],
    ["many versions", "version/1 chrome/1 safari/1 "],
    ["Android", "android like android "],
    ["mobile browsers", "mobile tablet touch nexus samsung "],
    ["Googlebot", "googlebot/ "],
    ["versions without an end", "Version/1.1.1."],
    ["Windows", "Windows NT "],
    ["Opera", "Opera Mini OPR OPiOS "],
    ["words and slashes", "a/b "],
    ["semicolons", "(; "],
  ])("%s", async (_what, piece) => {
    const text = fill(piece, HEAD);
    // The library's regular expressions may be slow, so the user agent is cut before they see it.
    expect(await measure(() => nameDevice(text))).toBeLessThan(NEGLIGIBLE_MS);
    expect(await measure(() => nameDevice(text.slice(0, 400)))).toBeLessThan(NEGLIGIBLE_MS);
  });
});

/** Sends a body to a parser, which may reject it. */
const parse = (read: (request: Request) => Promise<unknown>, contentType: string, body: string, query = "") =>
  read(
    new Request(`http://localhost/${query}`, {
      method: "POST",
      headers: { "Content-Type": contentType },
      body,
    }),
  ).catch((error: unknown) => {
    // The parser must see the body.
    if (error instanceof AppError && error.code === "payload-too-large") throw error;
  });

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";
const MULTIPART_TYPE = "multipart/form-data; boundary=x";
const distinct = (length: number, toPair: (name: string) => string) => {
  const pairs: string[] = [];
  for (let size = 0; size < length;)
    size += pairs[pairs.push(toPair(pairs.length.toString(36))) - 1]?.length ?? 1;
  return pairs.join("");
};
const part = (name: string, headers = "") =>
  `--x\r\nContent-Disposition: form-data; name="${name}"${headers}\r\n\r\n1\r\n`;

describe("parsing a body takes linear time", () => {
  it.each<[string, typeof readForm | typeof readJson, string, (length: number) => string]>([
    ["nested lists", readJson, JSON_TYPE, (length) => fill("[", length)],
    ["nested objects", readJson, JSON_TYPE, (length) => fill('{"":', length)],
    [
      "distinct members",
      readJson,
      JSON_TYPE,
      (length) => `{${distinct(length, (name) => `"${name}":1,`)}"":1}`,
    ],
    ["one long number", readJson, JSON_TYPE, (length) => fill("9", length)],
    ["one long fraction", readJson, JSON_TYPE, (length) => `0.${fill("9", length)}e-9`],
    ["escapes", readJson, JSON_TYPE, (length) => `"${fill("\\u0061", length)}"`],
    ["white space", readJson, JSON_TYPE, (length) => fill(" \n", length)],
    ["a form of one value", readForm, FORM_TYPE, (length) => `a=${fill("a", length)}`],
    ["a form of percent signs", readForm, FORM_TYPE, (length) => fill("%", length)],
    ["a form of ampersands", readForm, FORM_TYPE, (length) => fill("&", length)],
    [
      "a form of distinct parameters",
      readForm,
      FORM_TYPE,
      (length) => distinct(length, (name) => `${name}=1&`),
    ],
    [
      "multipart of distinct parameters",
      readForm,
      MULTIPART_TYPE,
      (length) => `${distinct(length, (name) => part(name))}--x--\r\n`,
    ],
    ["multipart of line breaks", readForm, MULTIPART_TYPE, (length) => part("a") + fill("\r\n", length)],
    ["multipart of hyphens", readForm, MULTIPART_TYPE, (length) => part("a") + fill("--", length)],
    [
      "multipart of almost boundaries",
      readForm,
      MULTIPART_TYPE,
      (length) => part("a") + fill("\r\n--", length),
    ],
    [
      "multipart with one long header",
      readForm,
      MULTIPART_TYPE,
      (length) => part("a", fill('; a="a"', length)),
    ],
    [
      "multipart with many headers",
      readForm,
      MULTIPART_TYPE,
      (length) => part("a", fill("\r\nA: a", length)),
    ],
    [
      "multipart with an open quote",
      readForm,
      MULTIPART_TYPE,
      (length) => part("a", `; a="${fill("\\", length)}`),
    ],
  ])("%s", async (_what, read, contentType, toBody) => {
    await expectLinear((length) => {
      const body = toBody(length);
      return () => parse(read, contentType, body);
    }, BODY);
  });

  it("a form of distinct parameters with a query of distinct parameters", async () => {
    await expectLinear((length) => {
      const body = distinct(length, (name) => `${name}=1&`);
      const query = `?${distinct((length * HEAD) / BODY, (name) => `-${name}&`)}`;
      return () => parse(readForm, FORM_TYPE, body, query);
    }, BODY);
  });
});

describe("parsing a Content-Type takes linear time", () => {
  it.each([
    ["parameters", "application/json;a=a", ";a=a"],
    ["semicolons", "application/json", ";"],
    ["spaces", "application/json", " "],
    ["quoted pairs", 'application/json;a="', "\\a"],
    ["slashes", "application", "/"],
    ["commas", "application/json", ","],
  ])("%s", async (_what, start, piece) => {
    await expectLinear((length) => {
      const contentType = start + fill(piece, length);
      return () => parse(readJson, contentType, "{}");
    }, HEAD);
  });
});
