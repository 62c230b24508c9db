"use client";

import { useEffect, useId, useState, type ClipboardEvent, type FormEvent, type KeyboardEvent } from "react";
import { useWatch } from "react-hook-form";
import { TITLE_MAX_LENGTH } from "@/lib/schemas/field-limits";
import { describeLimit } from "./count-words";
import { fitHeight, readSelection, replaceIn } from "./edit-field";
import { pasteLink } from "./markdown-shortcuts";
import type { Editor } from "./use-editor";

interface WritingFieldsProps {
  editor: Editor;
  /** Hides the fields, which keep their undo. */
  hidden: boolean;
  /** Whether to begin with the title. */
  isEmptyStart: boolean;
}

const fieldClass =
  "field-sizing-content block w-full resize-none overflow-hidden rounded-none bg-transparent font-serif outline-hidden placeholder:text-muted";

/** Renders the title and the text, which grow with what is written. They are read-only while they are sent: what is typed then would be lost. */
export function WritingFields({ editor, hidden, isEmptyStart }: WritingFieldsProps) {
  const { form } = editor;
  const { errors, isSubmitting } = form.formState;
  const id = useId();

  useEffect(() => {
    if (isEmptyStart && form.getValues("title") === "") form.setFocus("title");
  }, [form, isEmptyStart]);

  function onTitleKey(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    form.setFocus("content");
  }

  /** A title has one line. */
  function onTitlePaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const pasted = event.clipboardData.getData("text/plain");
    if (!/[\r\n]/.test(pasted)) return;
    event.preventDefault();
    const { selectionStart: from, selectionEnd: to } = event.currentTarget;
    const insert = pasted.trim().replace(/\s*[\r\n]\s*/g, " ");
    const end = from + insert.length;
    replaceIn(event.currentTarget, { from, to, insert, start: end, end });
  }

  function onTextPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const pasted = event.clipboardData.getData("text/plain");
    const link = pasteLink(readSelection(event.currentTarget), pasted);
    if (link === undefined) return;
    event.preventDefault();
    replaceIn(event.currentTarget, link);
  }

  const onInput = (event: FormEvent<HTMLTextAreaElement>) => fitHeight(event.currentTarget);
  const title = form.register("title");
  const content = form.register("content");
  return (
    <div hidden={hidden}>
      <textarea
        {...title}
        ref={useFitted(title.ref)}
        readOnly={isSubmitting}
        rows={1}
        dir="auto"
        aria-label="Title"
        placeholder="Title"
        autoComplete="off"
        enterKeyHint="next"
        aria-invalid={errors.title ? true : undefined}
        aria-describedby={`${id}-title`}
        onKeyDown={onTitleKey}
        onPaste={onTitlePaste}
        onInput={onInput}
        className={`${fieldClass} text-3xl`}
      />
      <div id={`${id}-title`} className="flex justify-between gap-4 text-sm">
        <FieldError message={errors.title?.message} />
        <TitleLimit editor={editor} />
      </div>
      <div id={`${id}-content`} className="mt-5 text-sm">
        <FieldError message={errors.content?.message} />
      </div>
      <textarea
        {...content}
        ref={useFitted(content.ref)}
        readOnly={isSubmitting}
        rows={12}
        dir="auto"
        aria-label="Text"
        placeholder="Write in Markdown…"
        autoComplete="off"
        aria-invalid={errors.content ? true : undefined}
        aria-describedby={`${id}-content`}
        onPaste={onTextPaste}
        onInput={onInput}
        className={`${fieldClass} min-h-[60dvh] text-lg`}
      />
    </div>
  );
}

/** Passes a field on to its form, as high as the text that it begins with. */
function useFitted(register: (field: HTMLTextAreaElement | null) => void) {
  const [ref] = useState(() => (field: HTMLTextAreaElement | null) => {
    register(field);
    if (field) fitHeight(field);
  });
  return ref;
}

/** Renders the error of a field, where it is in view however long the text is. */
function FieldError({ message }: { message: string | undefined }) {
  return (
    <p aria-live="polite" className="text-danger">
      {message}
    </p>
  );
}

/** Renders how much room the title has left, once its limit comes near. */
function TitleLimit({ editor: { form } }: { editor: Editor }) {
  const title = useWatch({ control: form.control, name: "title" });
  const near = describeLimit(title, TITLE_MAX_LENGTH);
  return near && <p className={`shrink-0 ${near.isOver ? "text-danger" : "text-muted"}`}>{near.note}</p>;
}
