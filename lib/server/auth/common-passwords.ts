import "server-only";

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Says whether a password, in folded form, is among the most common ones: a list of some 49,000, of which 18,000 are long
 * enough to be anyone's here, and what it leaves out because its makers find it by rule, digits that just count on or stand
 * still (`87654321`, `00000000`).
 */
export async function isCommonPassword(folded: string): Promise<boolean> {
  common ??= loadList();
  return (await common).has(folded) || isRunOfDigits(folded);
}

/** Loaded when first asked for: two megabytes that log-ins and pages do without. */
async function loadList(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"]);
}

function isRunOfDigits(text: string): boolean {
  if (!/^\d+$/.test(text)) return false;
  const steps = Array.from(text.slice(1), (digit, index) => (Number(digit) - Number(text[index]) + 10) % 10);
  return [0, 1, 9].some((step) => steps.every((one) => one === step));
}
