import "server-only";

/**
 * Folds a text so that those which read alike are the same: `Straße`, `STRASSE` and `strasse`; `K` (U+212A) and `k`;
 * composed and decomposed letters; with and without invisible characters.
 *
 * Follows toNFKC_Casefold (Unicode Standard §3.13). JavaScript has no case folding of its own; lower, upper and lower case
 * again gives the same classes (`ẞ` needs the first step), and takes the dotless `ı` for `i` besides: the safe side.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC");
}
