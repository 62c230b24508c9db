import { toPlainText } from "@/lib/markdown/to-plain-text";
import { TEXT_START_LENGTH } from "@/lib/schemas/text-start";

const EXCERPT_LENGTH = 280;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Two of these, side by side, are never parts of one character: most cuts need no closer look. */
const PRINTABLE_ASCII = /^[ -~]{2}$/;

/**
 * Returns the start of what a text in Markdown says, on one line, in at most 280 UTF-16 units. A longer text is cut between
 * words, or between characters where words are long or the script has no spaces, and ends in an ellipsis.
 *
 * Reads `TEXT_START_LENGTH` units at most, so that the time does not depend on the length of the text.
 */
export function excerptOf(content: string): string {
  const isWhole = content.length <= TEXT_START_LENGTH;
  // What follows the part that is read may belong to its last character.
  const start = isWhole ? content : cutAt(content.slice(0, TEXT_START_LENGTH), TEXT_START_LENGTH - 1);
  const line = toLine(toPlainText(start));
  if (line.length > EXCERPT_LENGTH) return `${cutAt(line, findWordEnd(line))}…`;
  return isWhole ? line : `${line}…`;
}

function toLine(text: string): string {
  // Most white space is one space between two words: skipping that is many times faster than replacing it.
  return text.replace(/(?! \S)\s+/g, " ").trim();
}

/** Returns the end of the last word that fits, or the limit if that would leave less than half of it. */
function findWordEnd(line: string): number {
  const end = line.lastIndexOf(" ", EXCERPT_LENGTH);
  return end > EXCERPT_LENGTH / 2 ? end : EXCERPT_LENGTH;
}

/**
 * Cuts a text at an index, or before the character that reaches over it. A character is what a reader takes for one: a
 * letter with its marks, a flag, an emoji of several people (grapheme cluster, UAX #29).
 */
function cutAt(text: string, index: number): string {
  const isBoundary = PRINTABLE_ASCII.test(text.slice(index - 1, index + 1));
  return text.slice(0, isBoundary ? index : graphemes.segment(text).containing(index)?.index).trimEnd();
}
