import type { MarkdownNode, MarkdownTag } from "./tree";

const BLOCKS = new Set<MarkdownTag>([
  "p",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "pre",
  "li",
  "note",
  "td",
  "th",
  "br",
]);
const WITHOUT_TEXT = new Set<MarkdownTag>(["checkbox", "note-reference", "note-return"]);

/** Returns what the nodes say, with each block on a line of its own. */
export function plainTextOf(nodes: readonly MarkdownNode[]): string {
  const parts: string[] = [];
  collect(nodes, parts);
  return parts.join("");
}

function collect(nodes: readonly MarkdownNode[], parts: string[]): void {
  for (const node of nodes) {
    if (typeof node === "string") parts.push(node);
    else if (!WITHOUT_TEXT.has(node.tag)) {
      collect(node.children, parts);
      if (BLOCKS.has(node.tag)) parts.push("\n");
    }
  }
}
