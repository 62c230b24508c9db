import "server-only";
import Bowser from "bowser";

/** In characters. A browser sends about 120; longer ones are cut before they are parsed. */
const USER_AGENT_MAX_LENGTH = 400;
const NAME_MAX_LENGTH = 60;
/** A product token without its version (RFC 9110 §10.1.5). */
const PRODUCT = /^([A-Za-z][\w.-]{0,39})(?:\/|$| )/;
/** The first product token of every browser. */
const EVERY_BROWSER = "Mozilla";

/** Returns a short name for a user agent: "Firefox on Linux", "curl", "Unknown device". */
export function nameDevice(userAgent: string | null): string {
  const text = (userAgent ?? "").slice(0, USER_AGENT_MAX_LENGTH).trim();
  if (text === "") return "Unknown device";
  const { browser, os } = Bowser.parse(text);
  // The parser may return parts of the user agent unchanged, including markup.
  const named = toPlain(browser.name) || PRODUCT.exec(text)?.[1];
  const program = named === undefined || named === EVERY_BROWSER ? "Unknown browser" : named;
  return [program, os.name].filter(Boolean).join(" on ").slice(0, NAME_MAX_LENGTH);
}

function toPlain(text = ""): string {
  return text.replace(/[^\w .-]/g, "").trim();
}
