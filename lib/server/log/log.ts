import "server-only";
import { createHmac } from "node:crypto";
import { format, inspect } from "node:util";
import { pino, stdTimeFunctions } from "pino";
import { env } from "@/lib/env";
import { logStream } from "./log-stream";
import { currentRequest } from "../request/request-context";

/** What the security log tells of, each with its level: the names of OWASP's Logging Vocabulary. */
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

/** What is longer than these, in characters, is cut: a client must not fill a disk with one line. */
const PATH_MAX_LENGTH = 200;
const TEXT_MAX_LENGTH = 8_000;
const NOT_PLAIN = /[^\x20-\x7e\n]/g;
/** 64 bits: enough to tell accounts apart. */
const PSEUDONYM_LENGTH = 16;

const logger = pino(
  {
    level: env.LOG_LEVEL,
    base: null,
    messageKey: "message",
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    mixin: describeRequest,
    // JSON lets through what some terminals obey, such as U+009B, and what some readers take for a line's end.
    hooks: { streamWrite: (line) => line.replace(NOT_PLAIN, toEscape) },
  },
  logStream,
);

/** Writes one event of the security log. Details are never a secret, a token or an e-mail: see `pseudonymOf`. */
export function logEvent(event: keyof typeof EVENTS, details: Record<string, unknown> = {}): void {
  logger[EVENTS[event]]({ event, ...details });
}

/** Writes a fault of our own, with its cause; the site goes on. */
export function logError(cause: unknown): void {
  logger.error({ cause: describeCause(cause) }, "Unexpected fault");
}

/** Writes what whoever runs Inkwell should know of. */
export function logWarning(message: string, { cause }: { cause?: unknown } = {}): void {
  logger.warn(cause === undefined ? {} : { cause: describeCause(cause) }, message);
}

/** Writes that something went wrong where nobody was left to answer for it, with its cause. */
export function logCrash(cause: unknown): void {
  logEvent("sys_crash", { cause: describeCause(cause) });
}

/**
 * Stands for an e-mail in the log: the same for each attempt on one account, and nothing without the secret key, by which
 * it is made (HMAC).
 */
export function pseudonymOf(email: string): string {
  const hmac = createHmac("sha256", env.SECRET_KEY.reveal()).update("log-account:").update(email);
  return hmac.digest("hex").slice(0, PSEUDONYM_LENGTH);
}

/**
 * Puts what packages print as warnings and errors into the log, one line each. Next prints what clients sent, line breaks
 * and all, and no client shall write lines of the log.
 */
export function logConsole(): void {
  const to =
    (level: "warn" | "error") =>
    (...values: unknown[]) =>
      logger[level](format(...values).slice(0, TEXT_MAX_LENGTH));
  Object.assign(console, { warn: to("warn"), error: to("error") });
}

/** One UTF-16 unit as JSON may spell it (RFC 8259 §7). */
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
