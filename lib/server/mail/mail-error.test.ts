import { describe, expect, it } from "vitest";
import { describeMailError, isRefusedForGood } from "./mail-error";

describe("isRefusedForGood", () => {
  it.each([
    [{ command: "RCPT TO", responseCode: 550 }, true],
    [{ command: "DATA", responseCode: 554 }, true],
    [{ command: "RCPT TO", responseCode: 450 }, false],
    [{ command: "MAIL FROM", responseCode: 550 }, false],
    [{ command: "AUTH PLAIN", responseCode: 535, code: "EAUTH" }, false],
    [{ code: "ETIMEDOUT" }, false],
    [undefined, false],
  ])("%j: %s", (error, isForGood) => {
    expect(isRefusedForGood(error)).toBe(isForGood);
  });
});

describe("describeMailError", () => {
  it.each([
    [{ code: "EDNS" }, "the host of SMTP_URL cannot be found. Check its name."],
    [
      { code: "EAUTH", responseCode: 535 },
      "the mail server refuses the user or the password of SMTP_URL (SMTP status 535).",
    ],
    [
      { command: "MAIL FROM", responseCode: 553 },
      "the mail server refuses MAIL_FROM as the sender (SMTP status 553).",
    ],
    [{ responseCode: 451, command: "DATA" }, "the mail server refuses the mail (SMTP status 451)."],
    [new TypeError("ann@example.com"), "TypeError."],
    [{}, "unknown error."],
  ])("%j", (error, sentence) => {
    expect(describeMailError(error)).toBe(sentence);
  });
});
