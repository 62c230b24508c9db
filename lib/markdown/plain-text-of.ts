import type { MarkdownNode, MarkdownTag } from "./tree";

const INLINE = new Set<MarkdownTag>([
  ...(["em", "strong", "del", "code", "a"] as const),
  ...(["code-comment", "code-string", "code-number", "code-keyword"] as const),
]);
const WITHOUT_TEXT = new Set<MarkdownTag>(["checkbox", "note-reference", "note-return"]);

/** Returns what the nodes say, with each block and each line on a line of its own. */
export function plainTextOf(nodes: readonly MarkdownNode[]): string {
  const parts: string[] = [];
  collect(nodes, parts);
  return parts.join("");
}

function collect(nodes: readonly MarkdownNode[], parts: string[]): void {
  for (const node of nodes) {
    if (typeof node === "string") parts.push(node);
    else if (INLINE.has(node.tag)) collect(node.children, parts);
    else if (!WITHOUT_TEXT.has(node.tag)) {
      endLine(parts);
      collect(node.children, parts);
      endLine(parts);
    }
  }
}

function endLine(parts: string[]): void {
  if (parts.length > 0 && parts.at(-1) !== "\n") parts.push("\n");
}
