import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";
import { DEFAULT_DATABASE_URL, isDatabaseUrl } from "./database-url";
import { Secret } from "./secret";
import { isSmtpUrl, SMTP_URL_RULE } from "./smtp-url";

/** The `SECRET_KEY` of `.env.example`: accepted in development, rejected in production. */
export const EXAMPLE_SECRET_KEY = "change-me-this-is-only-an-example-key";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** The highest limit. `RATE_LIMITS=off` disables limits. */
const LIMIT_MAX = 1_000_000;

export const isProduction = process.env.NODE_ENV === "production";

const isOnVercel = process.env["VERCEL"] === "1";

const secretKey = z
  .string("must be set: 32 random bytes, such as `openssl rand -base64 32` prints")
  .refine(
    (key) => key.trim().length >= 32,
    "must have at least 32 characters, such as `openssl rand -base64 32` prints",
  )
  .refine(
    (key) => !isProduction || key !== EXAMPLE_SECRET_KEY,
    "must not be the example's value in production",
  );
const toSecret = (key: string) => new Secret(key);

/**
 * Parses an origin (RFC 6454): scheme, host and port. Removes a slash at its end and the default port of the scheme, as
 * browsers do in the `Origin` header.
 */
function origin(message: string) {
  return z
    .string()
    .refine((text) => /^https?:\/\/[^\s/?#@\\*]+\/?$/i.test(text) && URL.canParse(text), message)
    .transform((text) => new URL(text).origin);
}

/** Parses one line of text for people. */
function line(maxLength: number) {
  const message = `must be one line of at most ${maxLength} characters`;
  return z
    .string()
    .trim()
    .min(1, message)
    .max(maxLength, message)
    .regex(/^\P{Cc}*$/u, message);
}

/** Parses a whole number in plain decimal digits. `1e3`, `0x10` and `30 min` are errors. */
function integer(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

/** Reports the invalid settings and what each one needs, never its value. */
function throwSettingsError(
  issues: readonly { path?: readonly unknown[] | undefined; message: string }[],
): never {
  const lines = issues.map(({ path, message }) => `  ${String(path?.[0])} ${message}`);
  throw new SettingsError(
    [
      "Inkwell cannot start because of these settings:",
      ...new Set(lines),
      "The settings are described in .env.example.",
    ].join("\n"),
  );
}

/** Some settings are missing or invalid. The message names all of them; the stack is left out. */
export class SettingsError extends Error {
  override name = "SettingsError";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/**
 * The settings: from the process environment, then from `.env*` files (loaded by Next.js or `lib/load-env.ts`), then the
 * default.
 *
 * @throws {SettingsError} on import, if a setting is missing or invalid
 */
export const env = createEnv({
  server: {
    SECRET_KEY: secretKey.transform(toSecret),
    // With two equal keys nothing would be rotated.
    SECRET_KEY_PREVIOUS: secretKey
      .refine((key) => key !== process.env["SECRET_KEY"], "must be different from SECRET_KEY")
      .transform(toSecret)
      .optional(),
    ALGORITHM: z.enum(["HS256", "HS384", "HS512"], "must be HS256, HS384 or HS512").default("HS256"),
    ACCESS_TOKEN_EXPIRE_MINUTES: integer(1, 1440).default(30),
    REFRESH_TOKEN_EXPIRE_DAYS: integer(1, 3650).default(30),
    SESSION_EXPIRE_DAYS: integer(1, 3650).default(180),
    DATABASE_URL: z
      .string()
      .refine(
        isDatabaseUrl,
        "must be the URL of a SQLite file, such as file:./prisma/data/blog.db, or of a PostgreSQL database, such as " +
          "postgresql://user:password@host:5432/blog",
      )
      .refine(
        (url) => !isOnVercel || !url.startsWith("file:"),
        "must be the URL of a PostgreSQL database on Vercel, where no file survives (docs/deploy/vercel.md)",
      )
      // Checked like any other value, unlike a `default`.
      .prefault(DEFAULT_DATABASE_URL),
    DATABASE_POOL_SIZE: integer(1, 100).default(10),
    SITE_URL: origin("must be an origin without a path, such as https://blog.example").optional(),
    SITE_NAME: line(60).default("Inkwell"),
    SITE_DESCRIPTION: line(200).default("A quiet place to read and write."),
    SMTP_URL: z
      .string()
      .refine(isSmtpUrl, SMTP_URL_RULE)
      .refine(() => process.env["MAIL_FROM"], "needs MAIL_FROM, the address that mails come from")
      .refine(() => process.env["SITE_URL"], "needs SITE_URL, because mails link to the site")
      .transform(toSecret)
      .optional(),
    MAIL_FROM: z.email("must be an email address, such as blog@blog.example").optional(),
    EMAIL_VERIFICATION: z
      .enum(["optional", "required"], "must be optional or required")
      .refine(
        (value) => value === "optional" || !isProduction || process.env["SMTP_URL"],
        "must be optional as long as SMTP_URL is not set",
      )
      .default("optional"),
    CRON_SECRET: z
      .string()
      .min(16, "must have at least 16 characters, such as `openssl rand -base64 32` prints")
      .transform(toSecret)
      .optional(),
    CORS_ALLOWED_ORIGINS: z
      .string()
      .transform((list) => list.split(",").map((text) => text.trim()))
      .pipe(z.array(origin("must be a list of origins, such as https://app.example,https://other.example")))
      .default([]),
    SECURITY_CONTACT: z
      .string()
      .regex(
        /^(?:mailto:[!-?A-~]+@[!-?A-~]+|https:\/\/[!-~]+|tel:\+?[\d().-]+)$/,
        "must be a contact, such as mailto:security@blog.example, or start with https: or tel:",
      )
      .optional(),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
    PASSWORD_BREACH_CHECK: z.enum(["on", "off"], "must be on or off").default("off"),
    PASSWORD_BREACH_API_URL: z
      .string()
      .refine(
        (url) => URL.canParse(url) && /^https?:\/\/[^?#]+\/$/.test(url),
        "must be an http or https URL that ends with a slash",
      )
      .default("https://api.pwnedpasswords.com/range/"),
    PAGE_CACHE: z.enum(["on", "off"], "must be on or off").default("on"),
    REGISTRATION: z.enum(["open", "closed"], "must be open or closed").default("open"),
    PORT: integer(0, 65_535).default(3000),
    HOSTNAME: z.string().optional(),
    TRUSTED_PROXY_HOPS: integer(0, 10).default(0),
    RATE_LIMITS: z.enum(["on", "off"], "must be on or off").default("on"),
    RATE_LIMIT_LOGIN_PER_EMAIL_AND_ADDRESS: integer(1, LIMIT_MAX).default(10),
    RATE_LIMIT_LOGIN_PER_EMAIL: integer(1, LIMIT_MAX).default(100),
    RATE_LIMIT_LOGIN_PER_ADDRESS: integer(1, LIMIT_MAX).default(300),
    RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: integer(1, LIMIT_MAX).default(30),
    RATE_LIMIT_POSTS_PER_USER: integer(1, LIMIT_MAX).default(60),
    RATE_LIMIT_POSTS_PER_ADDRESS: integer(1, LIMIT_MAX).default(120),
    RATE_LIMIT_WRITES_PER_USER: integer(1, LIMIT_MAX).default(300),
    RATE_LIMIT_PROFILE_CHANGES_PER_USER: integer(1, LIMIT_MAX).default(20),
    /** Set to 1 by Vercel. */
    VERCEL: z.string().optional(),
  },
  experimental__runtimeEnv: {},
  emptyStringAsUndefined: true,
  onValidationError: throwSettingsError,
});
