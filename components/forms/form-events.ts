import type { SyntheticEvent } from "react";
import type { FieldValues, Path, PathValue, UseFormReturn } from "react-hook-form";
import { showInvalidInline } from "./show-invalid-inline";

/**
 * Returns the event handlers of a form. They show the messages of the schema instead of the bubbles of the browser, and adopt
 * values that a password manager has set without events: at each click, since that of the button comes before the browser
 * checks the fields, and when the form is sent without one.
 */
export function formEvents<Fields extends FieldValues, Context, Output>(
  form: UseFormReturn<Fields, Context, Output>,
  submit: (event: SyntheticEvent<HTMLFormElement>) => Promise<void>,
) {
  const adoptValues = ({ currentTarget }: SyntheticEvent<HTMLFormElement>) => {
    for (const [name, known] of Object.entries(form.getValues())) {
      const control = currentTarget.elements.namedItem(name);
      if (control instanceof HTMLInputElement && control.value !== known)
        form.setValue(name as Path<Fields>, control.value as PathValue<Fields, Path<Fields>>);
    }
  };
  return {
    onClickCapture: adoptValues,
    onInvalidCapture: showInvalidInline(form),
    onSubmit: (event: SyntheticEvent<HTMLFormElement>) => {
      adoptValues(event);
      void submit(event);
    },
  };
}
