import type { CodeKind } from "./highlight";

/** A text as the elements that show it. */
export interface MarkdownTree {
  blocks: readonly MarkdownNode[];
  /** The footnotes, in the order of the first reference to each. */
  notes: readonly MarkdownElement[];
}

export type MarkdownNode = string | MarkdownElement;

/** An element, named after the one of HTML, with what the text says about it. */
export interface MarkdownElement {
  tag: MarkdownTag;
  children: MarkdownNode[];
  /** The anchor of a heading, of a footnote or of a reference to one. */
  id?: string;
  /** The address of a link or of a picture. */
  href?: string;
  title?: string;
  /** The first number of a list. */
  start?: number;
  align?: Align;
  /** The language of a block of code. */
  language?: string;
  /** Whether a task is done. */
  isDone?: boolean;
}

export type Align = "left" | "center" | "right";

type Block =
  "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "ul" | "ol" | "li" | "hr" | "pre" | "note";
type TablePart = "table" | "thead" | "tbody" | "tr" | "th" | "td";
type Inline = "em" | "strong" | "del" | "code" | "br" | "a" | "checkbox" | "note-reference" | "note-return";

/** The tags `code-*` are parts of code. */
export type MarkdownTag = Block | TablePart | Inline | `code-${CodeKind}`;
