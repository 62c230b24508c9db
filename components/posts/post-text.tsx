import { createElement } from "react";
import { buildTree } from "@/lib/markdown/build-tree";
import { toBlock } from "./markdown/to-react";

/**
 * Renders a text in Markdown. HTML in it shows as text, and a picture as a link to it. A text beyond the limits of
 * `lib/markdown/limits.ts`, or one that would show nothing, shows as it was typed.
 */
export function PostText({ text }: { text: string }) {
  const tree = buildTree(text);
  if (tree === undefined) {
    return (
      <div className="prose">
        <p dir="auto" className="whitespace-pre-wrap">
          {text}
        </p>
      </div>
    );
  }
  const notes = tree.notes.length > 0 && (
    <section aria-label="Footnotes">{createElement("ol", {}, ...tree.notes.map(toBlock))}</section>
  );
  return createElement("div", { className: "prose" }, ...tree.blocks.map(toBlock), notes);
}
