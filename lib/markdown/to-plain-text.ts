import { buildTree } from "./build-tree";
import { plainTextOf } from "./plain-text-of";

/** Returns what a text in Markdown says, without its signs and its footnotes. */
export function toPlainText(markdown: string): string {
  const tree = buildTree(markdown);
  return tree === undefined ? markdown : plainTextOf(tree.blocks).trim();
}
