// U+2800 (Braille blank), U+FFFC (object replacement) and U+1D159 (null note head) have no property that says they look blank.
const BLANK = String.raw`\p{Default_Ignorable_Code_Point}\u2800\ufffc\u{1d159}`;

/** Matches a text with at least one character that people can see. */
export const VISIBLE_TEXT = new RegExp(String.raw`[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}${BLANK}]`, "u");

/** Matches a text without control, format, private-use, unassigned and blank characters, except for white space. */
export const NO_BLANK_CHARACTERS = new RegExp(String.raw`^[^\p{C}${BLANK}]*$`, "u");
