import type { Replacement, Selected } from "./markdown-shortcuts";

/** Returns the text of a field with its selection. */
export function readSelection(field: HTMLTextAreaElement): Selected {
  return { text: field.value, start: field.selectionStart, end: field.selectionEnd };
}

/** Replaces a part of the text of a field so that the user can undo it. */
export function replaceIn(field: HTMLTextAreaElement, { from, to, insert, start, end }: Replacement): void {
  if (field.readOnly) return;
  field.focus();
  field.setSelectionRange(from, to);
  // Deprecated, but no other call keeps the browser's undo.
  if (!document.execCommand(insert === "" ? "delete" : "insertText", false, insert)) {
    field.setRangeText(insert);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.setSelectionRange(start, end);
}

/** Makes a field as high as its text, in browsers without `field-sizing`. */
export function fitHeight(field: HTMLTextAreaElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
