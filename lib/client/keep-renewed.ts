import { renewIfDue } from "./signed-in-call";
import { getRenewalTime, subscribeToToken } from "./token-store";

/** Longer than any token lives. Browsers run a timer of more than 24 days at once. */
const LONGEST_WAIT_MS = 24 * 60 * 60 * 1000;

/** Renews the token shortly before it expires while the page is visible, or when it becomes visible. Returns a stop function. */
export function keepRenewed(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const check = () => {
    clearTimeout(timer);
    const waitMs = getRenewalTime() - Date.now();
    if (waitMs > 0) timer = setTimeout(check, Math.min(waitMs, LONGEST_WAIT_MS));
    else if (document.visibilityState === "visible") void renewIfDue();
  };
  check();
  const unsubscribe = subscribeToToken(check);
  document.addEventListener("visibilitychange", check);
  return () => {
    clearTimeout(timer);
    unsubscribe();
    document.removeEventListener("visibilitychange", check);
  };
}
