/** A text in a field, with its selection. */
export interface Selected {
  text: string;
  start: number;
  end: number;
}

/** A replacement of a part of a text, and the selection afterwards. */
export interface Replacement {
  from: number;
  to: number;
  insert: string;
  start: number;
  end: number;
}

const URL_ALONE = /^(?:https?:\/\/|mailto:)\S+$/i;

/** Puts asterisks around the selection, two for bold and one for italics, or removes them if they are there. */
export function toggleMark({ text, start, end }: Selected, mark: "*" | "**"): Replacement {
  const selection = text.slice(start, end);
  const size = mark.length;
  if (selection.length > 2 * size && isMarked(leading(selection), trailing(selection), mark)) {
    const insert = selection.slice(size, -size);
    return { from: start, to: end, insert, start, end: start + insert.length };
  }
  if (isMarked(trailing(text.slice(0, start)), leading(text.slice(end)), mark)) {
    return { from: start - size, to: end + size, insert: selection, start: start - size, end: end - size };
  }
  return { from: start, to: end, insert: mark + selection + mark, start: start + size, end: end + size };
}

const leading = (text: string) => /^\**/.exec(text)?.[0].length ?? 0;
const trailing = (text: string) => /\**$/.exec(text)?.[0].length ?? 0;

/** Returns whether asterisks on both sides of a text include a mark. Two are bold, and three are bold and italics. */
function isMarked(before: number, after: number, mark: "*" | "**"): boolean {
  return mark === "**" ? Math.min(before, after) >= 2 : before % 2 === 1 && after % 2 === 1;
}

/** Makes a link of the selection. A selected URL becomes its target; the cursor goes to where something is missing. */
export function makeLink({ text, start, end }: Selected): Replacement {
  const selection = text.slice(start, end);
  if (URL_ALONE.test(selection)) {
    return { from: start, to: end, insert: `[](${toTarget(selection)})`, start: start + 1, end: start + 1 };
  }
  const cursor = start + selection.length + 3;
  return { from: start, to: end, insert: `[${selection}]()`, start: cursor, end: cursor };
}

/** Makes a link of the selection and a pasted URL; undefined if this is an ordinary paste. */
export function pasteLink({ text, start, end }: Selected, pasted: string): Replacement | undefined {
  const selection = text.slice(start, end);
  const url = pasted.trim();
  if (!URL_ALONE.test(url) || selection.trim() === "" || /\n/.test(selection)) return undefined;
  if (URL_ALONE.test(selection)) return undefined;
  const insert = `[${selection}](${toTarget(url)})`;
  return { from: start, to: end, insert, start: start + insert.length, end: start + insert.length };
}

/** Parentheses would end the link, unless the target stands in angle brackets. */
const toTarget = (url: string) =>
  /[()<>]/.test(url) ? `<${url.replace(/[<>]/g, encodeURIComponent)}>` : url;
