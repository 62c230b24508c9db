import "server-only";

/** Everything but `Char` of XML 1.0 §2.2: most control characters, lone surrogates, U+FFFE and U+FFFF. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  // A parser would turn it into a line feed.
  "\r": "&#13;",
};

/** Escapes a text of XML or HTML for an element or for an attribute in double quotes. U+FFFD takes the place of what XML forbids. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, "\uFFFD").replace(/[&<>"\r]/g, (character) => ENTITIES[character] ?? "");
}
