/** An address in a text: where it starts, and the address itself. */
export interface FoundLink {
  index: number;
  address: string;
}

/** Longer addresses stay text: servers reject many of them, and parsing them costs the reader's browser time. */
const MAX_ADDRESS_LENGTH = 2_000;

/** Further addresses stay text: rendering 5,000 links takes the server a third of a second. */
const MAX_LINKS = 500;

const START = /(?<!\w)https?:\/\/[\p{L}\p{N}[]/giu;

/** White space, quotation marks and angle brackets, and CJK punctuation, which follows addresses without a space. */
const TERMINATOR = /[\s\p{Cc}<>"\u3000-\u303f\uff00-\uffef]/u;

const SENTENCE_MARKS = new Set("?!.,:;*~'…“”‘’«»");
const OPENING_BRACKETS = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

/**
 * Returns the first 500 addresses in a text that start with `http://` or `https://`, without the punctuation of the sentence
 * around them.
 *
 * Posts are written by strangers, so the time is linear in the length of the text: the search continues after each address
 * and never reads it again.
 */
export function findLinks(text: string): FoundLink[] {
  const links: FoundLink[] = [];
  const start = new RegExp(START);
  for (let match = start.exec(text); match !== null && links.length < MAX_LINKS; match = start.exec(text)) {
    const end = findEnd(text, start.lastIndex - 1);
    if (end - match.index <= MAX_ADDRESS_LENGTH) {
      links.push({ index: match.index, address: text.slice(match.index, end) });
    }
    start.lastIndex = Math.max(end, start.lastIndex);
  }
  return links;
}

/** Returns the end of the address whose host starts at `from`. A closing bracket that it did not open ends it. */
function findEnd(text: string, from: number): number {
  const open = new Map<string, number>();
  let end = from;
  for (let position = from; position < text.length; position++) {
    const character = text.charAt(position);
    if (TERMINATOR.test(character)) break;
    const opening = OPENING_BRACKETS.get(character);
    if (opening === undefined) open.set(character, (open.get(character) ?? 0) + 1);
    else if (!open.get(opening)) break;
    else open.set(opening, (open.get(opening) ?? 0) - 1);
    if (!SENTENCE_MARKS.has(character)) end = position + 1;
  }
  return end;
}
