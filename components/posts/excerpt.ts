const EXCERPT_LENGTH = 280;

/** The start of a text on one line, cut between words and marked with an ellipsis where it goes on. */
export function excerptOf(content: string): string {
  const line = content
    .slice(0, EXCERPT_LENGTH * 2)
    .replace(/\s+/gu, " ")
    .trim();
  if (line.length <= EXCERPT_LENGTH) return content.length > EXCERPT_LENGTH * 2 ? `${line}…` : line;
  const cut = line.slice(0, EXCERPT_LENGTH + 1);
  const end = cut.lastIndexOf(" ");
  // A text without spaces is cut where it stands, but never through a surrogate pair.
  const start = end > 0 ? cut.slice(0, end) : cut.slice(0, EXCERPT_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
  return `${start}…`;
}
