import type { Token } from "@/lib/schemas/token";

const TOKEN_KEY = "access_token";
const RENEW_AT_KEY = "access_token_renew_at";
const LOGIN_KEY = "access_token_log_in";

/** The syntax of a bearer token (RFC 6750 §2.1), up to the length that a server accepts. */
const SENDABLE = /^[\w.~+/-]{1,8000}=*$/;

/** How long before its expiry a token is renewed, but never before half its lifetime. */
const RENEWAL_LEAD_SECONDS = 60;

/** A stored token. Nothing is read out of the token itself. */
interface StoredToken {
  token: string;
  /** In milliseconds since 1970; NaN if unknown. */
  renewAt: number;
  loginId: string;
}

type Listener = () => void;
const listeners = new Set<Listener>();
/** Used if the browser denies `localStorage`. The login then lasts as long as the page. */
let fallback: StoredToken | null = null;

/** Returns the stored access token, or null. */
export function getToken(): string | null {
  return read()?.token ?? null;
}

/** Returns an id of the login that the token comes from, or null. A renewed token belongs to the same login. */
export function getLoginId(): string | null {
  return read()?.loginId ?? null;
}

/** Returns when to renew the token, in milliseconds since 1970; NaN if unknown. */
export function getRenewalTime(): number {
  return read()?.renewAt ?? NaN;
}

/** Stores a token, by default of a new login, and notifies every tab. */
export function setToken({ access_token, expires_in }: Token, loginId = String(Date.now())): void {
  const secondsToRenewal = Math.max(expires_in - RENEWAL_LEAD_SECONDS, expires_in / 2);
  write({ token: access_token, renewAt: Date.now() + secondsToRenewal * 1000, loginId });
}

/** Clears the stored token. If `token` is given, a newer stored token is kept. */
export function clearToken(token?: string): void {
  if (token === undefined || token === getToken()) write(null);
}

/** Calls `listener` whenever the token may have changed, here or in another tab. Returns an unsubscribe function. */
export function subscribeToToken(listener: Listener): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === TOKEN_KEY || key === null) listener();
  };
  // A page in the back/forward cache receives no storage events.
  const onPageShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) listener();
  };
  listeners.add(listener);
  addEventListener("storage", onStorage);
  addEventListener("pageshow", onPageShow);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", onStorage);
    removeEventListener("pageshow", onPageShow);
  };
}

function read(): StoredToken | null {
  try {
    const token = localStorage.getItem(TOKEN_KEY);
    if (token === null || !SENDABLE.test(token)) return fallback;
    const renewAt = Number(localStorage.getItem(RENEW_AT_KEY) ?? NaN);
    return { token, renewAt, loginId: localStorage.getItem(LOGIN_KEY) ?? "" };
  } catch {
    return fallback;
  }
}

function write(stored: StoredToken | null): void {
  fallback = null;
  try {
    // The token last: other tabs listen for it, and then find the rest already stored.
    put(LOGIN_KEY, stored?.loginId);
    put(RENEW_AT_KEY, stored?.renewAt.toString());
    put(TOKEN_KEY, stored?.token);
  } catch {
    fallback = stored;
  }
  for (const listener of listeners) listener();
}

function put(key: string, value: string | undefined): void {
  if (value === undefined) localStorage.removeItem(key);
  else localStorage.setItem(key, value);
}
