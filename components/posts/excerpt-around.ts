import { toPlainText } from "@/lib/markdown/to-plain-text";
import type { Piece } from "@/lib/schemas/piece";
import { excerptOf } from "./excerpt";

type Mark = (text: string) => Piece[];

/** How much of a text is read, so that the time does not depend on its length. */
const READ_LENGTH = 4_000;
const LENGTH = 280;
/** How much of the text comes before the first word found. */
const LEAD = 60;

/** Returns what a text in Markdown says around the first word found near its start, or else its excerpt. */
export function excerptAround(content: string, mark: Mark): Piece[] {
  const start = mark(excerptOf(content));
  if (start.some(({ isFound }) => isFound)) return start;
  const line = toPlainText(content.slice(0, READ_LENGTH)).replace(/\s+/g, " ");
  const at = findFirst(mark(line));
  if (at === undefined) return start;
  const space = line.indexOf(" ", Math.max(0, at - LEAD));
  const from = space === -1 || space >= at ? at : space + 1;
  const limit = Math.min(line.length, from + LENGTH);
  const lastSpace = line.lastIndexOf(" ", limit);
  const to = limit === line.length || lastSpace <= at ? limit : lastSpace;
  const isEnd = to === line.length && content.length <= READ_LENGTH;
  return mark(`…${line.slice(from, to).toWellFormed()}${isEnd ? "" : "…"}`);
}

/** Returns where the first word found starts. */
function findFirst(pieces: readonly Piece[]): number | undefined {
  if (pieces[0]?.isFound) return 0;
  return pieces.length > 1 ? pieces[0]?.text.length : undefined;
}
