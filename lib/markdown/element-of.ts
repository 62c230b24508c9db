import type { Token } from "markdown-it";
import { ANCHOR_PREFIX } from "./anchors";
import type { Align, MarkdownElement, MarkdownTag } from "./tree";

/** The elements of tokens that have nothing but children. */
const TAGS: Record<string, MarkdownTag> = {
  paragraph_open: "p",
  blockquote_open: "blockquote",
  bullet_list_open: "ul",
  list_item_open: "li",
  table_open: "table",
  thead_open: "thead",
  tbody_open: "tbody",
  tr_open: "tr",
  em_open: "em",
  strong_open: "strong",
  s_open: "del",
};

/** `#` in a text is one level below the title of the post. */
const HEADINGS: Record<string, MarkdownTag> = { h1: "h2", h2: "h3", h3: "h4", h4: "h5", h5: "h6", h6: "h6" };

/** Returns the element that a token opens. */
export function elementOf(token: Token): MarkdownElement {
  const children: MarkdownElement["children"] = [];
  switch (token.type) {
    case "heading_open":
      return { tag: HEADINGS[token.tag] ?? "h6", children };
    case "ordered_list_open":
      return { tag: "ol", start: Number(token.attrGet("start") ?? 1), children };
    case "th_open":
    case "td_open": {
      const align = /left|center|right/.exec(String(token.attrGet("style")))?.[0] as Align | undefined;
      return { tag: token.type === "th_open" ? "th" : "td", ...(align && { align }), children };
    }
    case "link_open":
      return linkTo(token, "href");
    default: {
      const tag = TAGS[token.type];
      if (tag === undefined) throw new Error(`There is no element for the token ${token.type}.`);
      return { tag, children };
    }
  }
}

/** Returns a link to the address in an attribute of a token. */
export function linkTo(token: Token, attribute: "href" | "src"): MarkdownElement & { href: string } {
  const address = String(token.attrGet(attribute) ?? "");
  // Anchors within the text have a prefix that its author does not know.
  const href = /^#./.test(address) ? `#${ANCHOR_PREFIX}${address.slice(1)}` : address;
  const title = String(token.attrGet("title") ?? "");
  return { tag: "a", href, ...(title !== "" && { title }), children: [] };
}

/** Returns the description of a picture without its markup. */
export function describe({ children }: Token): string {
  return (children ?? [])
    .map((token) =>
      token.type === "softbreak" ? " " : token.type === "image" ? describe(token) : token.content,
    )
    .join("");
}
