import "server-only";
import type { Post } from "@/lib/schemas/post";

/** Most file systems allow 255 bytes in a name; a code point has at most four. */
const SLUG_MAX_CODE_POINTS = 50;
const ID_DIGITS = 6;

/** What a YAML document may not contain, or what an older reader takes for a line break, and JSON leaves as it is. */
const NEEDS_ESCAPE = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/**
 * Returns the name of a post's file, such as `000123-on-ink.md`. The id makes it unique, and the digits in front keep it from
 * being a device of Windows. It consists of letters, digits and hyphens, so it is valid everywhere.
 */
export function nameFile({ id, title }: Pick<Post, "id" | "title">): string {
  const words = title
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const slug = [...words.replace(/^-/, "")].slice(0, SLUG_MAX_CODE_POINTS).join("").replace(/-$/, "");
  return [String(id).padStart(ID_DIGITS, "0"), ...(slug === "" ? [] : [slug])].join("-") + ".md";
}

/**
 * Returns a post as Markdown with YAML front matter, which ends with an empty line. The text follows exactly as stored.
 *
 * @param siteUrl the public origin, if it is known
 */
export function toMarkdownFile(post: Post, siteUrl: string | undefined): string {
  const lines = [
    `title: ${toScalar(post.title)}`,
    `id: ${post.id}`,
    `date: ${post.date_posted}`,
    ...(post.date_edited === null ? [] : [`date_edited: ${post.date_edited}`]),
    ...(siteUrl === undefined ? [] : [`permalink: ${toScalar(`${siteUrl}/posts/${post.id}`)}`]),
  ];
  return `---\n${lines.join("\n")}\n---\n\n${post.content}`;
}

/** Returns a text as a double-quoted scalar, of which JSON's strings are a subset (YAML 1.2.2 §7.3.1). */
function toScalar(text: string): string {
  return JSON.stringify(text).replace(
    NEEDS_ESCAPE,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
