import type { Token } from "@/lib/schemas/token";

const TOKEN_KEY = "access_token";
const RENEW_AT_KEY = "access_token_renew_at";
const LOGIN_KEY = "access_token_log_in";

/** What a header can carry as a bearer token (RFC 6750 §2.1), and a server reads; anything else is none. */
const SENDABLE = /^[\w.~+/-]{1,8000}=*$/;

/** How long before its end a token is renewed, but never before half its life. */
const RENEWAL_LEAD_SECONDS = 60;

/** A token and what is known of it without looking inside: that is the server's business. */
interface Kept {
  token: string;
  /** In milliseconds since 1970; NaN where nobody knows. */
  renewAt: number;
  logIn: string;
}

type Listener = () => void;
const listeners = new Set<Listener>();
/** Stands in for a `localStorage` that the browser denies: the log-in then lasts as long as the page. */
let fallback: Kept | null = null;

/** Gives the access token that this browser holds, or null. */
export function getToken(): string | null {
  return read()?.token ?? null;
}

/** Names the log-in that the token comes from, or null where there is none; a renewed token is of the same log-in. */
export function getLoginId(): string | null {
  return read()?.logIn ?? null;
}

/** Gives when the token is to be renewed, in milliseconds since 1970; NaN where nobody knows. */
export function getRenewalTime(): number {
  return read()?.renewAt ?? NaN;
}

/** Keeps a token, of a new log-in unless told which; every tab hears of it. */
export function setToken({ access_token, expires_in }: Token, logIn = String(Date.now())): void {
  const lifeSeconds = Math.max(expires_in - RENEWAL_LEAD_SECONDS, expires_in / 2);
  write({ token: access_token, renewAt: Date.now() + lifeSeconds * 1000, logIn });
}

/** Forgets the token; given one, only where it is still the one that is kept, so that no newer one is lost. */
export function clearToken(token?: string): void {
  if (token === undefined || token === getToken()) write(null);
}

/** Calls `listener` whenever the token may have changed, here or in another tab; returns what ends it. */
export function subscribeToToken(listener: Listener): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === TOKEN_KEY || key === null) listener();
  };
  // A page that comes back from the back/forward cache was told nothing while it slept.
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

function read(): Kept | null {
  try {
    const token = localStorage.getItem(TOKEN_KEY);
    if (token === null || !SENDABLE.test(token)) return fallback;
    const renewAt = Number(localStorage.getItem(RENEW_AT_KEY) ?? NaN);
    return { token, renewAt, logIn: localStorage.getItem(LOGIN_KEY) ?? "" };
  } catch {
    return fallback;
  }
}

function write(kept: Kept | null): void {
  fallback = null;
  try {
    // The token last: what other tabs hear of, and by then the rest is there.
    put(LOGIN_KEY, kept?.logIn);
    put(RENEW_AT_KEY, kept?.renewAt.toString());
    put(TOKEN_KEY, kept?.token);
  } catch {
    fallback = kept;
  }
  for (const listener of listeners) listener();
}

function put(key: string, value: string | undefined): void {
  if (value === undefined) localStorage.removeItem(key);
  else localStorage.setItem(key, value);
}
