/**
 * Posts are written by strangers. A text beyond one of these limits shows as plain text, so that time and memory are bounded.
 * `docs/decisions/0021-markdown.md` has the measurements.
 */

/** How deep elements may be nested. A list in a list is four deep: two lists and two items. */
export const MAX_DEPTH = 24;

/** The largest number of elements and pieces of text, and of lines that are not blank. */
export const MAX_NODES = 5_000;

/** The largest number of characters in texts and addresses: short references can repeat a long address many times. */
export const MAX_CHARACTERS = 200_000;

/** A text is beyond a limit. */
export class LimitError extends Error {}
