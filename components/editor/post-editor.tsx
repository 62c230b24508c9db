"use client";

import { useEffect, useRef, type KeyboardEvent } from "react";
import type { EditorStart } from "./open-edit";
import { Compare } from "./compare";
import { EditorAlerts } from "./editor-alerts";
import { EditorBar } from "./editor-bar";
import { replaceIn, readSelection } from "./edit-field";
import { readShortcut } from "./keys";
import { makeLink, toggleMark } from "./markdown-shortcuts";
import { Preview, preloadPreview } from "./preview";
import { useEditor } from "./use-editor";
import { WritingFields } from "./writing-fields";

interface PostEditorProps {
  userId: number;
  start: EditorStart;
  /** Called with the id of the draft once the URL of the page names it. */
  onNamed?: (id: string) => void;
}

/** The preview is loaded once the editor has become usable, and then works without a connection. */
const PRELOAD_DELAY_MS = 2000;

/** Writes a new post or changes one. Each change is stored as a draft until it is published or discarded. */
export function PostEditor({ userId, start, onNamed }: PostEditorProps) {
  const editor = useEditor(userId, start, onNamed);
  const { form, mode, setMode } = editor;
  const isEdit = start.draft.postId !== undefined;

  useEffect(() => {
    const timer = setTimeout(preloadPreview, PRELOAD_DELAY_MS);
    return () => clearTimeout(timer);
  }, []);

  const preview = useRef<HTMLDivElement>(null);
  const shownMode = useRef(mode);
  useEffect(() => {
    if (shownMode.current === mode) return;
    shownMode.current = mode;
    // The fields lose the focus when they are hidden, and with it the shortcuts.
    if (mode === "write") form.setFocus("content");
    if (mode === "preview") preview.current?.focus({ preventScroll: true });
  }, [mode, form]);

  function onKeyDown(event: KeyboardEvent) {
    const { target, currentTarget } = event;
    const shortcut = readShortcut(event);
    // The keys of an open dialog arrive here, too.
    if (shortcut === undefined || !currentTarget.contains(target as Node)) return;
    const isText = target instanceof HTMLTextAreaElement && target.name === "content";
    if (shortcut === "publish") editor.save();
    else if (shortcut === "preview") setMode(mode === "write" ? "preview" : "write");
    else if (!isText) return;
    else if (shortcut === "link") replaceIn(target, makeLink(readSelection(target)));
    else replaceIn(target, toggleMark(readSelection(target), shortcut === "bold" ? "**" : "*"));
    event.preventDefault();
  }

  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the shortcuts of the fields inside
    <form
      method="post"
      noValidate
      className="isolate"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      <h1 className="sr-only">{isEdit ? "Edit post" : "New post"}</h1>
      <EditorBar editor={editor} isEdit={isEdit} />
      <div className="frame">
        <div className={`mx-auto max-w-measure pt-9 sm:pt-14 ${mode === "compare" ? "" : "pb-24"}`}>
          <EditorAlerts editor={editor} start={start} />
          <WritingFields editor={editor} hidden={mode !== "write"} isEmptyStart={!isEdit} />
          {mode === "preview" && (
            <div ref={preview} tabIndex={-1} className="outline-hidden">
              <Preview {...form.getValues()} />
            </div>
          )}
        </div>
        {mode === "compare" && editor.theirs && <Compare theirs={editor.theirs} mine={form.getValues()} />}
      </div>
    </form>
  );
}
