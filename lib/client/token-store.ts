const KEY = "access_token";

/** What a header can carry as a bearer token (RFC 6750 §2.1), and a server reads; anything else is none. */
const SENDABLE = /^[\w.~+/-]{1,8000}=*$/;

type Listener = () => void;
const listeners = new Set<Listener>();
/** Stands in for a `localStorage` that the browser denies: the log-in then lasts as long as the page. */
let fallback: string | null = null;

/** Gives the access token that this browser holds, or null. */
export function getToken(): string | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept !== null && SENDABLE.test(kept) ? kept : fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a token; every tab hears of it. */
export function setToken(token: string): void {
  write(token);
}

/** Forgets the token; given one, only where it is still the one that is kept, so that no newer one is lost. */
export function clearToken(token?: string): void {
  if (token === undefined || token === getToken()) write(null);
}

/** Calls `listener` whenever the token may have changed, here or in another tab; returns what ends it. */
export function subscribeToToken(listener: Listener): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) listener();
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

function write(token: string | null): void {
  fallback = null;
  try {
    if (token === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, token);
  } catch {
    fallback = token;
  }
  for (const listener of listeners) listener();
}
