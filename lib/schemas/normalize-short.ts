/** The most UTF-16 units that compose to one character: four code points of two units each. */
const UNITS_PER_CHARACTER = 8;

/**
 * Normalizes a text, unless even its composed form would be longer than `maxLength` characters. Such a text is returned as
 * it is and fails the length check. Normalizing it could block the server: sorting combining marks takes quadratic time,
 * about ten seconds for a body of 256 KiB.
 */
export function normalizeShort(text: string, form: "NFC" | "NFKC", maxLength: number): string {
  return text.length <= maxLength * UNITS_PER_CHARACTER ? text.normalize(form) : text;
}
