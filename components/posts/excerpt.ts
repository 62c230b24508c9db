const EXCERPT_LENGTH = 280;

/** The start of a text on one line, cut between words and marked with an ellipsis where it goes on. */
export function excerptOf(content: string): string {
  // Nearly every text has enough words in its first part, and folding that at once is many times faster.
  const start = content
    .slice(0, 2 * EXCERPT_LENGTH)
    .replace(/\s+/gu, " ")
    .trim();
  if (start.length > EXCERPT_LENGTH) return `${cut(start)}…`;

  let line = "";
  for (const [word] of content.matchAll(/\S+/gu)) {
    line += line === "" ? word : ` ${word}`;
    if (line.length > EXCERPT_LENGTH) return `${cut(line)}…`;
  }
  return line;
}

/** Cuts before the last word that does not fit; where that would leave little, as in Chinese, between its characters. */
function cut(line: string): string {
  const end = line.lastIndexOf(" ", EXCERPT_LENGTH);
  if (end > EXCERPT_LENGTH / 2) return line.slice(0, end);
  // Never through a surrogate pair.
  return line.slice(0, EXCERPT_LENGTH).replace(/[\uD800-\uDBFF]$/, "");
}
