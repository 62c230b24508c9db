import type { FormEvent } from "react";
import type { FieldValues, UseFormReturn } from "react-hook-form";

/**
 * Returns an `onInvalidCapture` handler that shows the messages of the schema at the fields instead of the bubbles of the
 * browser. The form is not sent.
 */
export function showInvalidInline<Fields extends FieldValues, Context, Output>(
  form: UseFormReturn<Fields, Context, Output>,
) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // The browser sends an event for each invalid field; validating once is enough.
    if (event.target !== event.currentTarget.querySelector(":invalid:not(fieldset)")) return;
    if (event.target instanceof HTMLInputElement) event.target.focus();
    void form.handleSubmit(() => undefined)();
  };
}
