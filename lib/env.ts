import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";
import { DEFAULT_DATABASE_URL } from "./database-url";
import { Secret } from "./secret";

/** The value that `.env.example` shows for `SECRET_KEY`: fine on one's own machine, refused in production. */
export const EXAMPLE_SECRET_KEY = "change-me-this-is-only-an-example-key";

/** From all that there is to say to nothing. */
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** More than any limit can mean: `RATE_LIMITS=off` is the way to have none. */
const LIMIT_MAX = 1_000_000;

export const isProduction = process.env.NODE_ENV === "production";

/** A key that signs. */
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

/** A whole number written in decimal digits alone, so that `1e3`, `0x10` and `30 min` are faults and not guesses. */
function integer(min: number, max: number) {
  const fault = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d+$/, fault)
    .transform(Number)
    .refine((value) => value >= min && value <= max, fault);
}

/** Says which settings are at fault and what each wants; never what it was given. */
function explainFaults(issues: readonly { path?: readonly unknown[] | undefined; message: string }[]): never {
  const lines = issues.map(({ path, message }) => `  ${String(path?.[0])} ${message}`);
  throw new SettingsError(
    [
      "Inkwell cannot start: its settings need your attention.",
      ...new Set(lines),
      "See .env.example for what each one means.",
    ].join("\n"),
  );
}

/** Settings that are missing or wrong; the message names every one of them, and has no stack to wade through. */
export class SettingsError extends Error {
  override name = "SettingsError";

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/**
 * The typed settings: the process environment first, then `.env*` files (which Next or `lib/load-env.ts` has loaded
 * into it), then the default.
 *
 * @throws {SettingsError} on import, when a setting is missing or wrong
 */
export const env = createEnv({
  server: {
    SECRET_KEY: secretKey.transform(toSecret),
    // Whoever sets both to the same has rotated nothing, and believes to have.
    SECRET_KEY_PREVIOUS: secretKey
      .refine((key) => key !== process.env["SECRET_KEY"], "must be another key than SECRET_KEY")
      .transform(toSecret)
      .optional(),
    ALGORITHM: z.enum(["HS256", "HS384", "HS512"], "must be HS256, HS384 or HS512").default("HS256"),
    ACCESS_TOKEN_EXPIRE_MINUTES: integer(1, 1440).default(30),
    REFRESH_TOKEN_EXPIRE_DAYS: integer(1, 3650).default(30),
    SESSION_EXPIRE_DAYS: integer(1, 3650).default(180),
    DATABASE_URL: z
      .string()
      .regex(/^file:[^?#]+$/, "must be the address of a SQLite file, such as file:./prisma/data/blog.db")
      .default(DEFAULT_DATABASE_URL),
    LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
    PASSWORD_BREACH_CHECK: z.enum(["on", "off"], "must be on or off").default("off"),
    PASSWORD_BREACH_API_URL: z
      .string()
      .refine(
        (url) => URL.canParse(url) && /^https?:\/\/[^?#]+\/$/.test(url),
        "must be an http(s) address that ends in a slash",
      )
      .default("https://api.pwnedpasswords.com/range/"),
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
    /** Vercel sets it to 1 on its machines. */
    VERCEL: z.string().optional(),
  },
  experimental__runtimeEnv: {},
  emptyStringAsUndefined: true,
  onValidationError: explainFaults,
});
