import "server-only";
import Bowser from "bowser";

/** A browser's whole user agent has some 120; what is longer is cut before it is looked at. */
const USER_AGENT_MAX_LENGTH = 400;
const NAME_MAX_LENGTH = 60;
/** What a program calls itself (RFC 9110 §10.1.5), without its version. */
const PRODUCT = /^([A-Za-z][\w.-]{0,39})(?:\/|$| )/;
/** What every browser calls itself first. */
const EVERYONE = "Mozilla";

/** Names what sent a user agent in words by which people recognise it: "Firefox on Linux", "curl", "Unknown device". */
export function nameDevice(userAgent: string | null): string {
  const text = (userAgent ?? "").slice(0, USER_AGENT_MAX_LENGTH).trim();
  if (text === "") return "Unknown device";
  const { browser, os } = Bowser.parse(text);
  // Parts of a user agent may come through as they were sent, markup included.
  const named = toPlain(browser.name) || PRODUCT.exec(text)?.[1];
  const program = named === undefined || named === EVERYONE ? "Unknown browser" : named;
  return [program, os.name].filter(Boolean).join(" on ").slice(0, NAME_MAX_LENGTH);
}

function toPlain(text = ""): string {
  return text.replace(/[^\w .-]/g, "").trim();
}
