/** Used if the browser denies `sessionStorage`. The values then last as long as the page. */
const fallback = new Map<string, string>();

/** Returns a value that this tab keeps through reloads, or null. Other tabs do not see it. */
export function readTab(key: string): string | null {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return fallback.get(key) ?? null;
  }
}

/** Keeps a value until the tab is closed, or removes it if it is null. */
export function writeTab(key: string, value: string | null): void {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    if (value === null) fallback.delete(key);
    else fallback.set(key, value);
  }
}
