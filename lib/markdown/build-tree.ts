import { LimitError } from "./limits";
import { TreeBuilder } from "./tree-builder";
import { tokenize } from "./tokenize";
import type { MarkdownTree } from "./tree";

/**
 * Returns the elements that show a text in Markdown. Returns undefined if the text is beyond one of the limits, or would show
 * nothing, such as a definition without a reference.
 */
export function buildTree(markdown: string): MarkdownTree | undefined {
  try {
    const tree = new TreeBuilder().build(tokenize(markdown));
    return tree.blocks.length === 0 ? undefined : tree;
  } catch (error) {
    if (error instanceof LimitError) return undefined;
    throw error;
  }
}
