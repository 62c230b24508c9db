import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { expectInvalid, KEY, NAMES, readError, readSettings, unsetSettings } from "@/tests/support/settings";

unsetSettings();

describe("an unset setting", () => {
  it.each([undefined, ""])("has its default value (%j)", async (value) => {
    const { SECRET_KEY, ...others } = await readSettings(
      Object.fromEntries(NAMES.slice(1).map((name) => [name, value])),
    );
    expect(others).toEqual({
      ALGORITHM: "HS256",
      ACCESS_TOKEN_EXPIRE_MINUTES: 30,
      REFRESH_TOKEN_EXPIRE_DAYS: 30,
      SESSION_EXPIRE_DAYS: 180,
      DATABASE_URL: "file:./prisma/data/blog.db",
      DATABASE_POOL_SIZE: 10,
      SITE_NAME: "Inkwell",
      SITE_DESCRIPTION: "A quiet place to read and write.",
      EMAIL_VERIFICATION: "optional",
      CORS_ALLOWED_ORIGINS: [],
      LOG_LEVEL: "info",
      PASSWORD_BREACH_CHECK: "off",
      PASSWORD_BREACH_API_URL: "https://api.pwnedpasswords.com/range/",
      REGISTRATION: "open",
      PORT: 3000,
      TRUSTED_PROXY_HOPS: 0,
      PAGE_CACHE: "on",
      RATE_LIMITS: "on",
      RATE_LIMIT_LOGIN_PER_EMAIL_AND_ADDRESS: 10,
      RATE_LIMIT_LOGIN_PER_EMAIL: 100,
      RATE_LIMIT_LOGIN_PER_ADDRESS: 300,
      RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: 30,
      RATE_LIMIT_POSTS_PER_USER: 60,
      RATE_LIMIT_POSTS_PER_ADDRESS: 120,
      RATE_LIMIT_WRITES_PER_USER: 300,
      RATE_LIMIT_PROFILE_CHANGES_PER_USER: 20,
    });
    expect(SECRET_KEY.reveal()).toBe(KEY);
  });

  it.each([undefined, ""])("stops the start if it is required (%j)", async (value) => {
    expect((await readError({ SECRET_KEY: value })).message).toMatch(/^ {2}SECRET_KEY must be set: /m);
  });
});

const RATE_LIMITS = [
  "RATE_LIMIT_LOGIN_PER_EMAIL_AND_ADDRESS",
  "RATE_LIMIT_LOGIN_PER_EMAIL",
  "RATE_LIMIT_LOGIN_PER_ADDRESS",
  "RATE_LIMIT_REGISTRATIONS_PER_ADDRESS",
  "RATE_LIMIT_POSTS_PER_USER",
  "RATE_LIMIT_POSTS_PER_ADDRESS",
  "RATE_LIMIT_WRITES_PER_USER",
  "RATE_LIMIT_PROFILE_CHANGES_PER_USER",
] as const;

it.each([
  ["SECRET_KEY", "k".repeat(32)],
  ["SECRET_KEY", ` ${"k".repeat(32)} `],
  ["SECRET_KEY_PREVIOUS", "k".repeat(32)],
  ["ALGORITHM", "HS256"],
  ["ALGORITHM", "HS512"],
  ["ACCESS_TOKEN_EXPIRE_MINUTES", "1"],
  ["ACCESS_TOKEN_EXPIRE_MINUTES", "1440"],
  ["REFRESH_TOKEN_EXPIRE_DAYS", "1"],
  ["REFRESH_TOKEN_EXPIRE_DAYS", "3650"],
  ["SESSION_EXPIRE_DAYS", "1"],
  ["SESSION_EXPIRE_DAYS", "3650"],
  ["DATABASE_URL", "file:/var/lib/inkwell/blog.db"],
  ["DATABASE_URL", "postgresql://ada:secret@db.example/blog"],
  ["DATABASE_URL", "postgres://ada@/blog?host=/run/postgresql"],
  ["DATABASE_POOL_SIZE", "1"],
  ["DATABASE_POOL_SIZE", "100"],
  ["REGISTRATION", "open"],
  ["REGISTRATION", "closed"],
  ["LOG_LEVEL", "silent"],
  ["PASSWORD_BREACH_CHECK", "on"],
  ["PASSWORD_BREACH_API_URL", "http://127.0.0.1:4331/"],
  ["PORT", "0"],
  ["PORT", "65535"],
  ["HOSTNAME", "::1"],
  ["TRUSTED_PROXY_HOPS", "10"],
  ["RATE_LIMITS", "off"],
  ...RATE_LIMITS.flatMap((name) => [[name, "1"] as const, [name, "1000000"] as const]),
] as const)("%s may be %j", async (name, value) => {
  const { [name]: taken } = await readSettings({ [name]: value });
  const isNumber = typeof taken === "number";
  expect(name.startsWith("SECRET_KEY") ? (taken as { reveal: () => string }).reveal() : taken).toBe(
    isNumber ? Number(value) : value,
  );
});

const CANARY = "canary";
const WRONG_KEYS = [
  CANARY,
  `${CANARY}-of-thirty-one-characters`.padEnd(31, "!"),
  ` ${CANARY}`.padEnd(40),
  " ".repeat(40),
];
const WRONG: [string, string[]][] = [
  ["SECRET_KEY", WRONG_KEYS],
  ["SECRET_KEY_PREVIOUS", [...WRONG_KEYS, KEY]],
  ["ALGORITHM", ["none", "hs256", "HS1", "RS256", "HS256 ", CANARY]],
  [
    "ACCESS_TOKEN_EXPIRE_MINUTES",
    ["0", "-1", "+5", "1441", "1.5", "1e3", "0x10", "30m", " 30", "٣", "Infinity", "9".repeat(400), CANARY],
  ],
  ["REFRESH_TOKEN_EXPIRE_DAYS", ["0", "-1", "3651", "30d", "0.5", CANARY]],
  ["SESSION_EXPIRE_DAYS", ["0", "3651", "never", CANARY]],
  ["DATABASE_URL", ["mysql://canary@host/name", "postgresql:canary", "./blog.db", "file:", CANARY]],
  ["DATABASE_POOL_SIZE", ["0", "101", "1.5", CANARY]],
  ["LOG_LEVEL", ["verbose", "INFO", "0", CANARY]],
  ["PASSWORD_BREACH_CHECK", ["yes", "ON", "1", CANARY]],
  [
    "PASSWORD_BREACH_API_URL",
    [
      "https://example.com",
      "https://example.com/range",
      "file:///range/",
      "https://example.com/?to=/",
      CANARY,
    ],
  ],
  ["PORT", ["-1", "65536", "http", "80.5", CANARY]],
  ["TRUSTED_PROXY_HOPS", ["-1", "11", "true", "1.5", CANARY]],
  ["RATE_LIMITS", ["false", "no", "OFF", "0", CANARY]],
  ...RATE_LIMITS.map((name): [string, string[]] => [name, ["0", "-1", "1000001", "10/min", CANARY]]),
];

describe.each(WRONG)("%s", (name, values) => {
  it.each(values)("rejects %j with a message that names the rule and not the value", async (value) => {
    await expectInvalid(name, value);
  });
});

it("reports all invalid settings in one message", async () => {
  const { message } = await readError({
    SECRET_KEY: CANARY,
    ALGORITHM: CANARY,
    ACCESS_TOKEN_EXPIRE_MINUTES: CANARY,
    DATABASE_URL: CANARY,
  });
  const named = [...message.matchAll(/^ {2}(\w+) must/gm)].map(([, name]) => name);
  expect(named).toEqual(["SECRET_KEY", "ALGORITHM", "ACCESS_TOKEN_EXPIRE_MINUTES", "DATABASE_URL"]);
});

describe("the example's SECRET_KEY", () => {
  const EXAMPLE_KEY = /^SECRET_KEY=(.+)$/m.exec(readFileSync(".env.example", "utf8"))?.[1] ?? "";

  it("is accepted in development", async () => {
    expect((await readSettings({ SECRET_KEY: EXAMPLE_KEY })).SECRET_KEY.reveal()).toBe(EXAMPLE_KEY);
  });

  it("is rejected in production", async () => {
    for (const name of ["SECRET_KEY", "SECRET_KEY_PREVIOUS"]) {
      const { message } = await readError({ [name]: EXAMPLE_KEY, NODE_ENV: "production" });
      expect(message).toMatch(new RegExp(`^ {2}${name} must not be the example's value`, "m"));
      expect(message).not.toContain(EXAMPLE_KEY);
    }
  });
});

it("printing the settings does not print the keys", async () => {
  const settings = await readSettings({ SECRET_KEY_PREVIOUS: `previous: ${KEY}` });
  expect(inspect(settings, { showHidden: true }) + JSON.stringify(settings)).not.toContain(KEY);
});
