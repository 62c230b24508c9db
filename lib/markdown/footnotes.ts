import type { MarkdownIt, StateBlock, StateInline } from "markdown-it";

/** Matches the start of a definition, `[^label]: `. */
const DEFINITION = /^\[\^([^\s[\]]{1,100})\]:[ \t]*/;
const REFERENCE = /\[\^([^\s[\]]{1,100})\]/y;

/** Footnotes indent what belongs to them like a list item of the widest marker. */
const INDENT = 4;

/**
 * Adds the footnotes of GitHub Flavored Markdown to a parser: `[^label]` and `[^label]: text`. The tokens `footnote_open` and
 * `footnote_close` surround a definition, and `footnote_ref` refers to it; `meta.label` holds the label.
 *
 * The plugin markdown-it-footnote is not used: its time is quadratic in the number of footnotes, and a definition inside
 * another leaves elements open. Here definitions stand at the top level of a text.
 */
export function footnotes(parser: MarkdownIt): void {
  parser.block.ruler.before("reference", "footnote", parseDefinition, { alt: ["paragraph", "reference"] });
  parser.inline.ruler.before("link", "footnote_ref", parseReference);
}

function parseDefinition(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  // Inside a definition, the next one only ends the paragraph.
  if (state.level > 0 && !(silent && isInDefinition(state.env))) return false;
  const lineStart = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const indent = state.sCount[startLine] ?? 0;
  const [marker, name] = DEFINITION.exec(state.src.slice(lineStart, state.eMarks[startLine])) ?? [];
  if (marker === undefined || name === undefined || indent >= INDENT) return false;
  if (silent) return true;

  const label = toLabel(name);
  labelsOf(state.env).add(label);
  const open = state.push("footnote_open", "", 1);
  open.meta = { label };

  // The rest of the line becomes a line of its own, indented like the following lines of the definition.
  const saved = { bMark: state.bMarks[startLine], tShift: state.tShift[startLine], parent: state.parentType };
  state.bMarks[startLine] = lineStart + marker.length;
  state.tShift[startLine] = 0;
  state.sCount[startLine] = INDENT;
  state.blkIndent += INDENT;
  state.parentType = "footnote";
  state.env[IN_DEFINITION] = true;
  state.md.block.tokenize(state, startLine, endLine);
  state.env[IN_DEFINITION] = false;
  state.blkIndent -= INDENT;
  state.parentType = saved.parent;
  state.bMarks[startLine] = saved.bMark ?? 0;
  state.tShift[startLine] = saved.tShift ?? 0;
  state.sCount[startLine] = indent;

  state.push("footnote_close", "", -1);
  return true;
}

function parseReference(state: StateInline, silent: boolean): boolean {
  // A link cannot contain another.
  if (state.src[state.pos] !== "[" || state.src[state.pos + 1] !== "^" || state.linkLevel > 0) return false;
  REFERENCE.lastIndex = state.pos;
  const [marker, name] = REFERENCE.exec(state.src.slice(0, state.posMax)) ?? [];
  if (marker === undefined || name === undefined) return false;
  const label = toLabel(name);
  if (!labelsOf(state.env).has(label)) return false;
  if (!silent) state.push("footnote_ref", "", 0).meta = { label };
  state.pos += marker.length;
  return true;
}

const IN_DEFINITION = Symbol("inside a definition");

function isInDefinition(env: Record<symbol, unknown>): boolean {
  return env[IN_DEFINITION] === true;
}

const LABELS = Symbol("labels of footnotes");

function labelsOf(env: Record<symbol, unknown>): Set<string> {
  return (env[LABELS] ??= new Set<string>()) as Set<string>;
}

function toLabel(name: string): string {
  return name.toLowerCase();
}
