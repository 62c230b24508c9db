/** No `id` of a page begins like this, so no heading can take the place of a part of the page. */
export const ANCHOR_PREFIX = "text-";

const MAX_ANCHOR_LENGTH = 80;

/** The anchors of a text, and for each how many more headings had the same text. */
export type UsedAnchors = Map<string, number>;

/** Returns the anchor of a heading, made as GitHub makes it, and unique in its text. */
export function toAnchor(heading: string, used: UsedAnchors): string {
  const name = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, "")
    .trim()
    .replace(/\s/g, "-");
  const short = Array.from(name).slice(0, MAX_ANCHOR_LENGTH).join("") || "section";
  let repeats = used.get(short) ?? 0;
  let anchor = short;
  while (used.has(anchor)) anchor = `${short}-${(repeats += 1)}`;
  used.set(anchor, 0).set(short, repeats);
  return ANCHOR_PREFIX + anchor;
}
