import "server-only";
import { createHmac } from "node:crypto";
import { format, inspect } from "node:util";
import { pino, stdTimeFunctions } from "pino";
import { env } from "@/lib/env";
import { deriveKey } from "../derive-key";
import { currentRequest } from "../request/request-context";
import { logStream } from "./log-stream";

/** The events of the security log and their levels, named after the OWASP Logging Vocabulary. */
const EVENTS = {
  authn_login_success: "info",
  authn_login_fail: "warn",
  authn_login_lock: "warn",
  authn_password_change: "info",
  authn_password_change_fail: "warn",
  authn_token_revoked: "info",
  authn_token_reuse: "error",
  authz_fail: "warn",
  excess_rate_limit_exceeded: "warn",
  user_created: "info",
  user_updated: "info",
  user_deleted: "info",
  sys_startup: "info",
  sys_shutdown: "info",
  sys_crash: "fatal",
} as const;

/** Longer values, in characters, are cut: a client must not fill the disk with one line. */
const PATH_MAX_LENGTH = 200;
const TEXT_MAX_LENGTH = 8_000;
const NOT_PLAIN = /[^\x20-\x7e\n]/g;
/** In hexadecimal digits: 64 bits, enough to tell accounts apart. */
const PSEUDONYM_LENGTH = 16;

const pseudonymKey = deriveKey("log pseudonyms");

const logger = pino(
  {
    level: env.LOG_LEVEL,
    base: null,
    messageKey: "message",
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    mixin: describeRequest,
    // JSON allows characters that some terminals obey (U+009B) or that some readers treat as a line break (U+2028).
    hooks: { streamWrite: (line) => line.replace(NOT_PLAIN, toEscape) },
  },
  logStream,
);

/** Logs a security event. Never pass a secret, a token or an email as a detail: see `pseudonymOf`. */
export function logEvent(event: keyof typeof EVENTS, details: Record<string, unknown> = {}): void {
  logger[EVENTS[event]]({ event, ...details });
}

/** Logs an unexpected error with its cause. */
export function logError(cause: unknown): void {
  logger.error({ cause: describeCause(cause) }, "Unexpected error");
}

/** Logs a condition that the operator should know about. */
export function logWarning(message: string, { cause }: { cause?: unknown } = {}): void {
  logger.warn(cause === undefined ? {} : { cause: describeCause(cause) }, message);
}

/** Logs an error that no request handler caught, with its cause. */
export function logCrash(cause: unknown): void {
  logEvent("sys_crash", { cause: describeCause(cause) });
}

/**
 * Returns the pseudonym of an email in the log: the same for every attempt on one account. It is an HMAC, so nobody without
 * the secret key can find the email.
 */
export function pseudonymOf(email: string): string {
  return createHmac("sha256", pseudonymKey).update(email).digest("hex").slice(0, PSEUDONYM_LENGTH);
}

/**
 * Sends the console's warnings and errors to the log, one line each. Next.js prints text of clients with its line breaks,
 * and a client must not be able to forge a line of the log.
 */
export function logConsole(): void {
  const to =
    (level: "warn" | "error") =>
    (...values: unknown[]) =>
      logger[level](format(...values).slice(0, TEXT_MAX_LENGTH));
  Object.assign(console, { warn: to("warn"), error: to("error") });
}

/** Escapes one UTF-16 code unit as JSON allows (RFC 8259 §7). */
function toEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function describeCause(cause: unknown): string {
  return inspect(cause).slice(0, TEXT_MAX_LENGTH);
}

function describeRequest(): Record<string, unknown> {
  const request = currentRequest();
  if (request === undefined) return {};
  const { requestId, address, userId, method, path } = request;
  return {
    request_id: requestId,
    address,
    ...(userId !== undefined && { user_id: userId }),
    method,
    path: path.slice(0, PATH_MAX_LENGTH),
  };
}
