import { expect } from "vitest";
import { findUndocumented } from "./api-document";
import type { Inkwell } from "./inkwell";
import { SECURITY_HEADERS } from "./security-headers";

/** An answer of the API: all of it that a test compares. */
export interface Answer {
  status: number;
  /** `X-Request-Id`, which no two answers share. */
  requestId: string | undefined;
  /** Those of `RELEVANT_HEADERS` that it has, so that `toEqual` shows what is missing and what is too many. */
  headers: Record<string, string>;
  text: string;
  /** `text` read as JSON, where it is JSON. */
  body: unknown;
}

interface CallOptions {
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** A body as it stands. */
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

/** The members of bodies that hold passwords. */
const PASSWORD_MEMBERS = ["password", "current_password", "new_password"];

/** Calls the API; a password or token that is sent becomes one of the server's secrets. */
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

/** "Every response that the whole test suite sees is validated against the document." */
export async function expectDocumented(...answer: Parameters<typeof findUndocumented>): Promise<void> {
  expect(await findUndocumented(...answer), "what the document of the API does not describe").toEqual([]);
}

/** Picks what tests compare out of an answer. */
export function toAnswer(status: number, headers: Readonly<Record<string, string>>, text: string): Answer {
  const relevant = Object.entries(headers).filter(([name]) => RELEVANT_HEADERS.includes(name));
  return {
    status,
    requestId: headers["x-request-id"],
    headers: Object.fromEntries(relevant),
    text,
    body: readJson(text),
  };
}

/** Makes texts secrets of a server, for `stop` and later answers to look for; what is very short or blank may stand anywhere. */
export function keepSecret(server: Inkwell, texts: readonly (string | undefined)[]): void {
  for (const text of texts) if (text !== undefined && text.trim().length >= 8) server.secrets.add(text);
}

/** "No response anywhere holds a password or its hash." */
function requireNoSecret(server: Inkwell, { text, headers }: Answer): void {
  const sent = text + JSON.stringify(headers);
  const leaks = [...server.secrets, "$argon2", "password_hash", "passwordHash"].filter((secret) =>
    sent.includes(secret),
  );
  expect(leaks, "secrets in an answer").toEqual([]);
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
