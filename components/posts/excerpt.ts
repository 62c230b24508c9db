import { TEXT_START_LENGTH } from "@/lib/schemas/text-start";

const EXCERPT_LENGTH = 280;

/**
 * The start of a text on one line, cut between words and marked with an ellipsis where it goes on; nothing behind the
 * first `TEXT_START_LENGTH` units counts but that there is more.
 */
export function excerptOf(content: string): string {
  // Most white space is one space between two words: passing over that is many times faster than replacing it.
  const line = content
    .slice(0, TEXT_START_LENGTH)
    .replace(/(?! \S)\s+/g, " ")
    .trim();
  if (line.length > EXCERPT_LENGTH) return `${cut(line)}…`;
  return content.length > TEXT_START_LENGTH ? `${dropHalfCharacter(line)}…` : line;
}

/** Cuts before the last word that does not fit; where that would leave little, as in Chinese, between its characters. */
function cut(line: string): string {
  const end = line.lastIndexOf(" ", EXCERPT_LENGTH);
  return end > EXCERPT_LENGTH / 2 ? line.slice(0, end) : dropHalfCharacter(line.slice(0, EXCERPT_LENGTH));
}

function dropHalfCharacter(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}
