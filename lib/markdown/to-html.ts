import { buildTree } from "./build-tree";
import { plainTextOf } from "./plain-text-of";
import type { MarkdownElement, MarkdownNode } from "./tree";

/**
 * Returns a text in Markdown as HTML for programs that show it elsewhere, such as feed readers: without classes and scripts, and
 * with absolute links. A text beyond the limits of `limits.ts`, or one that would show nothing, stays as it was typed.
 *
 * @param url the page of the text, to which its links are relative
 */
export function toHtml(markdown: string, url: string): string {
  const tree = buildTree(markdown);
  if (tree === undefined) return `<p dir="auto">${escapeHtml(markdown).replace(/\r\n?|\n/g, "<br>")}</p>`;
  const toBlock = (node: MarkdownNode) => render(node, url, ' dir="auto"');
  const blocks = tree.blocks.map(toBlock).join("\n");
  return tree.notes.length === 0 ? blocks : `${blocks}\n<hr>\n<ol>${tree.notes.map(toBlock).join("")}</ol>`;
}

function render(node: MarkdownNode, url: string, attributes = ""): string {
  if (typeof node === "string") return escapeHtml(node);
  const { tag, title, start, align, isDone } = node;
  const children = node.children.map((child) => render(child, url)).join("");
  switch (tag) {
    case "br":
    case "hr":
      return `<${tag}>`;
    case "a":
      return `<a${hrefOf(node, url)}${title === undefined ? "" : ` title="${escapeHtml(title)}"`} rel="nofollow ugc noopener">${children}</a>`;
    case "ol":
      return `<ol${attributes}${start === undefined || start === 1 ? "" : ` start="${start}"`}>${children}</ol>`;
    case "td":
    case "th":
      return `<${tag}${align === undefined ? "" : ` align="${align}"`}>${children}</${tag}>`;
    case "pre":
      return `<pre dir="ltr"><code>${children}</code></pre>`;
    case "code-comment":
    case "code-string":
    case "code-number":
    case "code-keyword":
      return children;
    // Readers leave out fields of forms.
    case "checkbox":
      return isDone === true ? "☑ " : "☐ ";
    case "note-reference":
      return `<sup><a${hrefOf(node, url)}>${children}</a></sup>`;
    case "note-return":
      return ` <a${hrefOf(node, url)} title="Back to reference ${escapeHtml(plainTextOf(node.children))}">↩︎</a>`;
    case "note":
      return `<li${attributes}>${children}</li>`;
    default:
      return `<${tag}${attributes}>${children}</${tag}>`;
  }
}

function hrefOf({ href = "" }: MarkdownElement, url: string): string {
  return ` href="${escapeHtml(new URL(href, url).href)}"`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? "");
}
