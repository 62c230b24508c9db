import { describe, expect, it } from "vitest";
import { expectInvalid, readSettings, unsetSettings } from "@/tests/support/settings";

unsetSettings();

it.each([
  ["SITE_URL", "HTTPS://Blog.Example:443/", "https://blog.example"],
  ["SITE_URL", "http://[::1]:3000", "http://[::1]:3000"],
  ["SITE_NAME", ` ${"é".repeat(60)} `, "é".repeat(60)],
  ["SITE_DESCRIPTION", "d".repeat(200), "d".repeat(200)],
  ["CORS_ALLOWED_ORIGINS", "https://app.example", ["https://app.example"]],
  [
    "CORS_ALLOWED_ORIGINS",
    "https://app.example:443/ , http://localhost:5173",
    ["https://app.example", "http://localhost:5173"],
  ],
  ["SECURITY_CONTACT", "mailto:security@blog.example", "mailto:security@blog.example"],
  ["SECURITY_CONTACT", "https://blog.example/security", "https://blog.example/security"],
  ["SECURITY_CONTACT", "tel:+1-201-555-0123", "tel:+1-201-555-0123"],
] as const)("%s may be %j and becomes %j", async (name, value, expected) => {
  expect((await readSettings({ [name]: value }))[name]).toEqual(expected);
});

const CANARY = "canary";
const NO_ORIGINS = [
  "blog.example",
  "ftp://canary.example",
  "https://canary.example/blog",
  "https://canary.example?a",
  "https://canary.example#a",
  "https://canary@blog.example",
  "https://*.canary.example",
  "https://canary example",
  "https://canary.example:99999",
  "null",
  CANARY,
];

describe.each([
  ["SITE_URL", NO_ORIGINS],
  ["CORS_ALLOWED_ORIGINS", ["*", ",", "https://app.example,", "https://app.example,canary", ...NO_ORIGINS]],
  [
    "SECURITY_CONTACT",
    [
      "canary@blog.example",
      "http://canary.example",
      "mailto:canary",
      "mailto:canary@blog.example\nContact: mailto:a@b",
      "https://",
      "tel:canary",
    ],
  ],
  ["SITE_NAME", [" ", "c".repeat(61), `${CANARY}\n`.repeat(2)]],
  ["SITE_DESCRIPTION", [" ", "c".repeat(201), `${CANARY}\u0001`]],
] as const)("%s", (name, values) => {
  it.each(values)("rejects %j with a message that names the rule and not the value", async (value) => {
    await expectInvalid(name, value);
  });
});
