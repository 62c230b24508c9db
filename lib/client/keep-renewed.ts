import { renewIfDue } from "./signed-in-call";
import { getRenewalTime, subscribeToToken } from "./token-store";

/** Longer than any token lives; a timer that is set to more than 24 days would go off at once. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/**
 * Renews the token shortly before it expires, for as long as somebody looks at the page; one that sleeps does so when it
 * wakes. Returns what ends it.
 */
export function keepRenewed(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    clearTimeout(timer);
    const waitMs = getRenewalTime() - Date.now();
    if (waitMs > 0) timer = setTimeout(check, Math.min(waitMs, LONGEST_WAIT_MS));
    else if (document.visibilityState === "visible") void renewIfDue();
  };
  check();
  const endSubscription = subscribeToToken(check);
  document.addEventListener("visibilitychange", check);
  return () => {
    clearTimeout(timer);
    endSubscription();
    document.removeEventListener("visibilitychange", check);
  };
}
