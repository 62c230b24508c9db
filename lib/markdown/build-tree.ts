import { LimitError } from "./limits";
import { TreeBuilder } from "./tree-builder";
import { tokenize } from "./tokenize";
import type { MarkdownTree } from "./tree";

/** Returns the elements that show a text in Markdown, or undefined if the text is beyond one of the limits. */
export function buildTree(markdown: string): MarkdownTree | undefined {
  try {
    return new TreeBuilder().build(tokenize(markdown));
  } catch (error) {
    if (error instanceof LimitError) return undefined;
    throw error;
  }
}
