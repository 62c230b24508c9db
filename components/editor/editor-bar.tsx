"use client";

import Link from "next/link";
import { useDeferredValue, useMemo, useState } from "react";
import { useWatch } from "react-hook-form";
import { CONTENT_MAX_LENGTH } from "@/lib/schemas/field-limits";
import { Button } from "../ui/button";
import { countWords, describeLength, describeLimit } from "./count-words";
import { ShortcutsDialog } from "./shortcuts-dialog";
import type { Editor, Mode } from "./use-editor";
import type { DraftState } from "./use-draft";

const STATES: Record<DraftState, string> = {
  empty: "",
  saved: "Saved on this device",
  full: "Not saved on this device: its storage is full",
  blocked: "Not saved on this device: the browser blocks storage",
};

const quiet =
  "inline-flex h-11 items-center text-sm text-muted underline-offset-[0.35em] hover:text-ink hover:underline";

/** Renders the bar of the editor, which stays in view: what is saved, how long the text is, and what can be done with it. */
export function EditorBar({ editor, isEdit }: { editor: Editor; isEdit: boolean }) {
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  const { mode, setMode, theirs, draftState } = editor;
  const modes: [Mode, string][] = [
    ["write", "Write"],
    ["preview", "Preview"],
    ...(theirs ? [["compare", "Compare"] as [Mode, string]] : []),
  ];
  return (
    <div className="editor-bar sticky top-0 z-1 bg-paper">
      <div className="frame">
        <div className="flex flex-wrap items-center gap-x-5 border-b border-hairline py-2 sm:flex-nowrap">
          <div className="-ml-2.5 flex">
            {modes.map(([name, label]) => (
              <button
                key={name}
                type="button"
                aria-pressed={mode === name}
                onClick={() => setMode(name)}
                className="h-11 px-2.5 text-sm text-muted decoration-1 underline-offset-[0.35em] hover:text-ink aria-pressed:text-ink aria-pressed:underline"
              >
                {label}
              </button>
            ))}
          </div>
          <div className="order-last flex min-h-5 min-w-0 basis-full items-baseline text-xs text-muted sm:order-none sm:grow sm:basis-auto">
            <p
              role="status"
              className={`min-w-0 not-empty:mr-4 ${draftState === "full" || draftState === "blocked" ? "text-danger" : ""}`}
            >
              {STATES[draftState]}
            </p>
            <TextLength editor={editor} />
          </div>
          <div className="ml-auto flex items-center gap-x-4">
            <Link href="/drafts" prefetch={false} className={`${quiet} ${theirs ? "max-sm:hidden" : ""}`}>
              Drafts
            </Link>
            <button type="button" className={`${quiet} max-sm:hidden`} onClick={() => setIsHelpOpen(true)}>
              Shortcuts
            </button>
            <Button
              type="submit"
              size="sm"
              pending={editor.form.formState.isSubmitting}
              pendingLabel={isEdit ? "Saving…" : "Publishing…"}
            >
              {isEdit ? "Save" : "Publish"}
            </Button>
          </div>
        </div>
      </div>
      {isHelpOpen && <ShortcutsDialog onClose={() => setIsHelpOpen(false)} />}
    </div>
  );
}

/** Renders the number of words and the time to read them, or how much room is left. It may lag behind typing. */
function TextLength({ editor: { form } }: { editor: Editor }) {
  const content = useDeferredValue(useWatch({ control: form.control, name: "content" }));
  const words = useMemo(() => countWords(content), [content]);
  const near = describeLimit(content, CONTENT_MAX_LENGTH);
  if (near) return <p className={`shrink-0 ${near.isOver ? "text-danger" : ""}`}>{near.note} characters</p>;
  return words > 0 && <p className="shrink-0">{describeLength(words)}</p>;
}
