import type { FormEvent } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

/**
 * Makes an `onInvalidCapture` handler: what the browser finds wrong is told at the fields, in the schema's words, and not in
 * the browser's bubbles. The form stays unsent.
 */
export function showInvalidInline<Fields extends FieldValues, Context, Output>(
  form: UseFormReturn<Fields, Context, Output>,
) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The browser tells of every invalid field; once is enough.
    if (event.target !== event.currentTarget.querySelector(":invalid:not(fieldset)")) return;
    if (event.target instanceof HTMLInputElement) event.target.focus();
    void form.handleSubmit(() => undefined)();
  };
}
