"use client";

import type { KeyboardEvent } from "react";
import type { EditorStart } from "./open-edit";
import { Compare } from "./compare";
import { EditorAlerts } from "./editor-alerts";
import { EditorBar } from "./editor-bar";
import { replaceIn, readSelection } from "./edit-field";
import { readShortcut } from "./keys";
import { makeLink, toggleMark } from "./markdown-shortcuts";
import { Preview } from "./preview";
import { useEditor } from "./use-editor";
import { WritingFields } from "./writing-fields";

interface PostEditorProps {
  userId: number;
  start: EditorStart;
  /** Called with the id of the draft once the URL of the page names it. */
  onNamed?: (id: string) => void;
}

/** Writes a new post or changes one. Each change is stored as a draft until it is published or discarded. */
export function PostEditor({ userId, start, onNamed }: PostEditorProps) {
  const editor = useEditor(userId, start, onNamed);
  const { form, mode, setMode } = editor;
  const isEdit = start.draft.postId !== undefined;

  function onKeyDown(event: KeyboardEvent) {
    const shortcut = readShortcut(event);
    if (shortcut === undefined) return;
    const { target } = event;
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
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        editor.save();
      }}
    >
      <h1 className="sr-only">{isEdit ? "Edit post" : "New post"}</h1>
      <EditorBar editor={editor} isEdit={isEdit} />
      <div className="frame">
        <div className="mx-auto max-w-measure pt-9 pb-24 sm:pt-14">
          <EditorAlerts editor={editor} start={start} />
          <WritingFields editor={editor} hidden={mode !== "write"} isEmptyStart={!isEdit} />
          {mode === "preview" && <Preview {...form.getValues()} />}
        </div>
        {mode === "compare" && editor.theirs && <Compare theirs={editor.theirs} mine={form.getValues()} />}
      </div>
    </form>
  );
}
