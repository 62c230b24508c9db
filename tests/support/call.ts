import { expect } from "vitest";
import { findUndocumented } from "./api-document";
import type { Inkwell } from "./inkwell";
import { SECURITY_HEADERS } from "./security-headers";

/** A response of the API, reduced to what tests compare. */
export interface Answer {
  status: number;
  /** `X-Request-Id`, unique to each response. */
  requestId: string | undefined;
  etag: string | undefined;
  /** The headers named in `RELEVANT_HEADERS`, so that `toEqual` reports missing and unexpected ones. */
  headers: Record<string, string>;
  text: string;
  /** `text` parsed as JSON; undefined if it is not JSON. */
  body: unknown;
}

interface CallOptions {
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** A body, sent unchanged. */
  body?: BodyInit;
  /** An access token. */
  token?: string;
}

const RELEVANT_HEADERS = [
  ...Object.keys(SECURITY_HEADERS),
  "access-control-allow-origin",
  "allow",
  "cache-control",
  "content-security-policy",
  "content-type",
  "link",
  "location",
  "pragma",
  "retry-after",
  "set-cookie",
  "strict-transport-security",
  "www-authenticate",
  "x-powered-by",
];

/** Members of request bodies that contain passwords. */
const PASSWORD_MEMBERS = ["password", "current_password", "new_password"];

/** Calls the API. Passwords and tokens that are sent become secrets of the server. */
export async function call(
  server: Inkwell,
  method: string,
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { json, form, token } = options;
  const headers = new Headers(options.headers);
  if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
  if (json !== undefined) headers.set("Content-Type", headers.get("Content-Type") ?? "application/json");
  const body =
    options.body ?? (form && new URLSearchParams(form)) ?? (json !== undefined ? JSON.stringify(json) : null);
  keepSecret(server, [token, ...passwordsOf(json), ...passwordsOf(form)]);

  const response = await fetch(server.url + path, { method, headers, body, redirect: "manual" });
  const received = Object.fromEntries(response.headers);
  const text = await response.text();
  await expectDocumented(server.url, method, path, { status: response.status, headers: received, text });
  const answer = toAnswer(response.status, received, text);
  requireNoSecret(server, answer);
  return answer;
}

/** Fails if a response differs from the API document; every response of the test suite is checked. */
export async function expectDocumented(...answer: Parameters<typeof findUndocumented>): Promise<void> {
  expect(await findUndocumented(...answer), "differences from the API document").toEqual([]);
}

/** Reduces a response to what tests compare. */
export function toAnswer(status: number, headers: Readonly<Record<string, string>>, text: string): Answer {
  const relevant = Object.entries(headers).filter(([name]) => RELEVANT_HEADERS.includes(name));
  return {
    status,
    requestId: headers["x-request-id"],
    etag: headers["etag"],
    headers: Object.fromEntries(relevant),
    text,
    body: readJson(text),
  };
}

/** Adds secrets that the server must not print, store or send. Short and blank texts are ignored: they may occur anywhere. */
export function keepSecret(server: Inkwell, texts: readonly (string | undefined)[]): void {
  for (const text of texts) if (text !== undefined && text.trim().length >= 8) server.secrets.add(text);
}

/** Fails if a response contains a password, a token or a hash. */
function requireNoSecret(server: Inkwell, { text, headers }: Answer): void {
  const sent = text + JSON.stringify(headers);
  const leaks = [...server.secrets, "$argon2", "password_hash", "passwordHash"].filter((secret) =>
    sent.includes(secret),
  );
  expect(leaks, "secrets in a response").toEqual([]);
}

function passwordsOf(body: unknown): string[] {
  const members = Object.entries(body ?? {}).filter(([name]) => PASSWORD_MEMBERS.includes(name));
  return members.map(([, value]: [string, unknown]) => value).filter((value) => typeof value === "string");
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
