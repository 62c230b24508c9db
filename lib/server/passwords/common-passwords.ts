import "server-only";

/** Rows of a keyboard, in both directions. */
const KEYBOARD_ROWS = ["1234567890-", "qwertyuiop", "asdfghjkl"].flatMap((row) => [
  row,
  [...row].reverse().join(""),
]);
/** Common passwords that neither the list nor a pattern covers. */
const SUPPLEMENT = ["01012009", "01022010", "1234512345", "qwertyqwerty"];

let dictionary: Promise<ReadonlySet<string>> | undefined;

/**
 * Returns whether a password, in folded form, is among the most common ones: some 49,000 of a list, and the patterns that
 * the list leaves out because a strength meter recognizes them.
 */
export async function isCommonPassword(folded: string): Promise<boolean> {
  dictionary ??= loadDictionary();
  return (await dictionary).has(folded) || isRun(folded) || isRepetition(folded) || isOnKeyboardRow(folded);
}

/** Loads the list on first use, because it takes two megabytes that logins and pages do not need. */
async function loadDictionary(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set([...dictionary["passwords-common"], ...SUPPLEMENT]);
}

/** Returns whether each letter or digit follows the one before it, up or down, or repeats it: `89012345`, `zyxwvuts`. */
function isRun(text: string): boolean {
  if (!/^(?:\d+|[a-z]+)$/.test(text)) return false;
  const count = /\d/.test(text) ? 10 : 26;
  const steps = Array.from(
    text.slice(1),
    (next, index) => (next.charCodeAt(0) - text.charCodeAt(index) + count) % count,
  );
  return [0, 1, count - 1].some((step) => steps.every((one) => one === step));
}

/** Returns whether up to four letters or digits are repeated: `12121212`, `abcdabcd`. */
function isRepetition(text: string): boolean {
  return /^([a-z\d]{1,4}?)\1+$/.test(text);
}

function isOnKeyboardRow(text: string): boolean {
  return KEYBOARD_ROWS.some((row) => row.includes(text));
}
