import { describe, expect, it } from "vitest";
import { isSmtpUrl, parseSmtpUrl } from "./smtp-url";

describe("parseSmtpUrl", () => {
  it.each([
    ["smtp://mail.example", { host: "mail.example", port: 587, secure: false, ignoreTLS: false }],
    ["SMTPS://mail.example/", { host: "mail.example", port: 465, secure: true, ignoreTLS: false }],
    ["smtp://mail.example:443", { host: "mail.example", port: 443, secure: false, ignoreTLS: false }],
    ["smtp://[::1]:25?ignoreTLS", { host: "::1", port: 25, secure: false, ignoreTLS: true }],
    ["smtp://localhost:25/?ignoreTLS=true", { host: "localhost", port: 25, secure: false, ignoreTLS: true }],
    [
      "smtp://ann%40mail.example:p%3A%2F%40:x@mail.example:2525",
      {
        host: "mail.example",
        port: 2525,
        secure: false,
        ignoreTLS: false,
        auth: { user: "ann@mail.example", pass: "p:/@:x" },
      },
    ],
  ])("reads %s", (url, server) => {
    expect(parseSmtpUrl(url)).toEqual(server);
  });
});

describe("isSmtpUrl", () => {
  it.each([
    "",
    "mail.example",
    "https://mail.example",
    "smtp://",
    "smtp://mail.example:99999",
    "smtp://mail.example/inbox",
    "smtp://mail.example#x",
    "smtp://mail.example?pool=true",
    "smtp://mail.example?ignoreTLS",
    "smtp://ann@mail.example",
    "smtp://:secret@mail.example",
    "smtp://a b.example",
    "smtp://%zz:x@mail.example",
  ])("rejects %j", (url) => {
    expect(isSmtpUrl(url)).toBe(false);
  });
});
