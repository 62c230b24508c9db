"use client";

import type { PostText } from "@/lib/client/draft";
import { loadOnDemand } from "@/lib/client/load-on-demand";
import { useModule } from "./use-module";
import type { Change, Piece } from "./list-changes";

const loadChanges = loadOnDemand(() => import("./list-changes"));

/** How many of the lines that both versions have are shown before and after a change. */
const CONTEXT_LINES = 1;

/** Shows two versions of a post beside each other, on phones below each other, with their differences marked. */
export function Compare({ theirs, mine }: { theirs: PostText; mine: PostText }) {
  const { module } = useModule(loadChanges);
  const toText = ({ title, content }: PostText) => `${title}\n\n${content}`;
  // Without the comparison, as after a lost connection, both versions are shown as they are.
  const changes: Change[] = module?.listChanges(toText(theirs), toText(mine)) ?? [
    { kind: "changed", theirs: toPieces(toText(theirs)), mine: toPieces(toText(mine)) },
  ];
  return (
    <section aria-label="Both versions" className="pb-24">
      <div className="hidden grid-cols-2 gap-x-9 border-b border-rule pb-2 text-sm font-medium sm:grid">
        <h2 className="font-sans">Published elsewhere</h2>
        <h2 className="font-sans">Mine</h2>
      </div>
      {changes.map((change, position) =>
        change.kind === "same" ? (
          <SameLines key={position} lines={change.lines} />
        ) : (
          <div key={position} className="grid gap-x-9 gap-y-4 border-b border-hairline py-4 sm:grid-cols-2">
            <Version name="Published elsewhere" pieces={change.theirs} mark="del" />
            <Version name="Mine" pieces={change.mine} mark="ins" />
          </div>
        ),
      )}
    </section>
  );
}

const toPieces = (text: string): Piece[] => [{ text, isChanged: false }];

function SameLines({ lines }: { lines: string[] }) {
  const hidden = lines.length - 2 * CONTEXT_LINES;
  const isLong = hidden > 1;
  const start = isLong ? lines.slice(0, CONTEXT_LINES) : lines;
  if (lines.join("").trim() === "") return null;
  return (
    <div className="border-b border-hairline py-4 font-serif text-lg wrap-anywhere whitespace-pre-wrap text-muted">
      <p dir="auto">{start.join("\n")}</p>
      {isLong && (
        <>
          <p className="my-2 font-sans text-xs">{hidden} lines are the same</p>
          <p dir="auto">{lines.slice(-CONTEXT_LINES).join("\n")}</p>
        </>
      )}
    </div>
  );
}

interface VersionProps {
  name: string;
  pieces: Piece[];
  mark: "ins" | "del";
}

function Version({ name, pieces, mark: Mark }: VersionProps) {
  return (
    <div className="min-w-0">
      <p className="mb-1 text-xs text-muted sm:sr-only">{name}</p>
      <p dir="auto" className="font-serif text-lg wrap-anywhere whitespace-pre-wrap">
        {pieces.length === 0 && <span className="text-muted">(nothing)</span>}
        {pieces.map(({ text, isChanged }, position) =>
          isChanged ? (
            <Mark
              key={position}
              className="bg-accent/15 underline decoration-accent decoration-1 underline-offset-4"
            >
              {text}
            </Mark>
          ) : (
            text
          ),
        )}
      </p>
    </div>
  );
}
