/** The letters and the tint that stand for a person without a picture. */
export interface Initials {
  letters: string;
  /** In degrees. */
  hue: number;
}

/** How many tints there are: few enough to tell neighbors apart. */
const HUES = 24;
const FULL_CIRCLE = 360;
/** The offset and the prime of FNV-1a with 32 bits. */
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** A letter or digit with its accents. */
const LETTER = /[\p{L}\p{N}]\p{M}{0,3}/u;
/** The path has the hue and the code points of the letters, so that it is ASCII in every script. */
const PATH = /^\/images\/initials-(\d{1,3})((?:-[0-9a-f]{2,5}){0,8})\.svg$/;

/** Returns the path of the image of a person without a picture: the first letters of the first and of the last word. */
export function toInitialsPath(username: string): string {
  const words = username.split(/\s+/).flatMap((word) => LETTER.exec(word)?.[0] ?? []);
  const letters = words.filter((_, index) => index === 0 || index === words.length - 1).join("");
  const codePoints = Array.from(toCapitals(letters), (letter) => letter.codePointAt(0)?.toString(16));
  return `/images/${["initials", hueOf(username), ...codePoints].join("-")}.svg`;
}

/** Returns what the image at a path of `toInitialsPath` shows, or undefined for any other path. */
export function parseInitialsPath(path: string): Initials | undefined {
  const [, hue, codePoints] = PATH.exec(path) ?? [];
  if (hue === undefined || codePoints === undefined) return undefined;
  const hex = codePoints.split("-").slice(1);
  const letters = String.fromCodePoint(...hex.map((code) => Number.parseInt(code, 16)));
  return /^[\p{L}\p{N}\p{M}]*$/u.test(letters) ? { letters, hue: Number(hue) % FULL_CIRCLE } : undefined;
}

/** Returns the letters in upper case, except those that would become two, such as "ß". */
function toCapitals(letters: string): string {
  return Array.from(letters, (letter) => {
    const capital = letter.toUpperCase();
    return capital.length === letter.length ? capital : letter;
  }).join("");
}

/** Returns a hue that depends on the name alone. */
function hueOf(username: string): number {
  let hash = FNV_OFFSET;
  for (const unit of username) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), FNV_PRIME) >>> 0;
  return (hash % HUES) * (FULL_CIRCLE / HUES);
}
