import "server-only";

/**
 * Folds a text so that texts which differ only in case, composition or invisible characters become equal: `Straße`, `STRASSE`
 * and `strasse`; `K` (U+212A) and `k`.
 *
 * Follows toNFKC_Casefold (Unicode Standard §3.13). JavaScript has no case folding. Lower, upper and lower case in turn gives
 * the same classes (`ẞ` needs the first step), and also folds the dotless `ı` to `i`, which is stricter.
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
