import { diffArrays, diffWordsWithSpace } from "diff";

/** A part of a line. */
export interface Piece {
  text: string;
  isChanged: boolean;
}

/** Lines that both versions have, or what each has in their place. */
export type Change = { kind: "same"; lines: string[] } | { kind: "changed"; theirs: Piece[]; mine: Piece[] };

/** How long a comparison may take, in milliseconds. After that it gets coarser. */
const TIME_LIMIT_MS = 300;

/** Compares two versions of a text line by line, and word by word where the lines differ. */
export function listChanges(theirs: string, mine: string): Change[] {
  const parts = diffArrays(theirs.split("\n"), mine.split("\n"), { timeout: TIME_LIMIT_MS });
  if (parts === undefined) return [compareWords(theirs, mine, 0)];
  const changes: Change[] = [];
  let removed: string[] = [];
  let added: string[] = [];
  const deadline = Date.now() + TIME_LIMIT_MS;
  const flush = () => {
    if (removed.length + added.length === 0) return;
    changes.push(compareWords(removed.join("\n"), added.join("\n"), deadline - Date.now()));
    [removed, added] = [[], []];
  };
  for (const part of parts) {
    if (part.removed) removed.push(...part.value);
    else if (part.added) added.push(...part.value);
    else {
      flush();
      changes.push({ kind: "same", lines: part.value });
    }
  }
  flush();
  return changes;
}

function compareWords(theirs: string, mine: string, timeout: number): Change {
  const parts = timeout > 0 ? diffWordsWithSpace(theirs, mine, { timeout }) : undefined;
  if (parts === undefined || theirs === "" || mine === "") {
    return { kind: "changed", theirs: toPieces(theirs), mine: toPieces(mine) };
  }
  const pieces = (isLeftOut: "added" | "removed") =>
    parts
      .filter((part) => !part[isLeftOut])
      .map(({ value, added, removed }) => ({ text: value, isChanged: added || removed }));
  return { kind: "changed", theirs: pieces("added"), mine: pieces("removed") };
}

/** Makes one piece of lines that stand alone. Blank lines before them need no room. */
function toPieces(text: string): Piece[] {
  const lines = text.replace(/^\n+(?=.)/, "");
  return lines === "" ? [] : [{ text: lines, isChanged: true }];
}
