import { createElement, type ReactNode } from "react";
import { plainTextOf } from "@/lib/markdown/plain-text-of";
import type { MarkdownElement, MarkdownNode } from "@/lib/markdown/tree";

/** Links in texts by strangers: search engines do not count them, and they get no hold of this page. */
const REL = "nofollow ugc noopener";

/** What is too wide scrolls inside itself, which takes the focus for people who use a keyboard. */
const SCROLLS = { role: "group", tabIndex: 0 };

/** Spreads the nodes as children, so that they need no keys. */
function render(type: string, props: Record<string, unknown>, nodes: readonly MarkdownNode[]): ReactNode {
  return createElement(type, props, ...nodes.map((node) => toReact(node)));
}

/** Renders a node at the top of a text, which finds its direction for itself. */
export function toBlock(node: MarkdownNode): ReactNode {
  return toReact(node, { dir: "auto" });
}

/** Renders a node of a text. The components of `app/prose.css` are styled by their tags, so that most have no class. */
function toReact(node: MarkdownNode, props: { dir?: "auto" } = {}): ReactNode {
  if (typeof node === "string") return node;
  const { tag, children, id, href, title, start, align, language, isDone } = node;
  switch (tag) {
    case "br":
    case "hr":
      return createElement(tag);
    case "a":
      return render("a", { href, title, rel: REL }, children);
    case "ol":
      return render("ol", { ...props, start: start === 1 ? undefined : start }, children);
    case "td":
    case "th":
      return render(tag, { className: align && `align-${align}` }, children);
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return hasLink(children)
        ? render(tag, { ...props, id }, children)
        : createElement(
            tag,
            { ...props, id },
            render("a", { href: `#${id}`, className: "anchor" }, children),
          );
    case "table":
      return (
        <div {...props} {...SCROLLS} className="wide-table" aria-label="Table">
          {render("table", {}, children)}
        </div>
      );
    case "pre":
      return (
        <pre dir="ltr" {...SCROLLS} aria-label="Code">
          {render("code", { className: language && `language-${language}` }, children)}
        </pre>
      );
    case "code-comment":
    case "code-string":
    case "code-number":
    case "code-keyword":
      return render("span", { className: tag }, children);
    case "checkbox":
      return <input type="checkbox" checked={isDone} disabled aria-label={isDone ? "Done" : "To do"} />;
    case "note-reference":
      return (
        <sup>{render("a", { id, href, "aria-label": `Footnote ${plainTextOf(children)}` }, children)}</sup>
      );
    case "note-return":
      return (
        <a href={href} className="note-return" aria-label={`Back to reference ${plainTextOf(children)}`}>
          ↩︎
        </a>
      );
    case "note":
      return render("li", { ...props, id }, children);
    default:
      return render(tag, props, children);
  }
}

function hasLink(nodes: readonly MarkdownNode[]): boolean {
  return nodes.some(
    (node): node is MarkdownElement =>
      typeof node === "object" &&
      (node.tag === "a" || node.tag === "note-reference" || hasLink(node.children)),
  );
}
