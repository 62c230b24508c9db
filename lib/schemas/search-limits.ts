/** The most code points of a search. */
export const SEARCH_MAX_LENGTH = 200;

/** The most UTF-16 code units, which `maxlength` of a field counts: a code point has one or two. */
export const SEARCH_FIELD_MAX_LENGTH = 2 * SEARCH_MAX_LENGTH;
