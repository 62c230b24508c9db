import { readTab, writeTab } from "./tab-storage";

type Listener = () => void;
const listeners = new Set<Listener>();

/** Each page keeps its own token. */
const storageKey = () => `link_token ${location.pathname}`;

/** Returns the token of the link that opened this page, or null. It is in the fragment, or in this tab's storage after `keepLinkToken`. */
export function readLinkToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get("token") ?? readTab(storageKey());
}

/**
 * Moves the token out of the address bar, where people could see, copy or bookmark it, into the storage of this tab. There it
 * survives a reload of the page.
 */
export function keepLinkToken(token: string): void {
  writeTab(storageKey(), token);
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
}

/** Removes the token, because it has been used or does not work. */
export function forgetLinkToken(): void {
  writeTab(storageKey(), null);
  for (const listener of listeners) listener();
}

/** Calls `listener` when the token may have changed. Returns an unsubscribe function. */
export function subscribeToLinkToken(listener: Listener): () => void {
  listeners.add(listener);
  // Another link of the same kind, opened in this tab, changes the fragment alone.
  addEventListener("hashchange", listener);
  return () => {
    listeners.delete(listener);
    removeEventListener("hashchange", listener);
  };
}
