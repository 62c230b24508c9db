import type { ComponentProps, ReactNode } from "react";
import { FieldFrame, type FieldTexts } from "./field-frame";

export interface FieldProps extends FieldTexts, Omit<ComponentProps<"input">, "className"> {
  /** Shown at the end of the line, for example a button. */
  end?: ReactNode;
}

/** Renders a text field. Passes all other props, including `ref`, to the input: spread `register("…")` onto it. */
export function Field({ label, hint, error, end, id, ...input }: FieldProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error} id={id}>
      {(control) => (
        <>
          <input
            type="text"
            {...input}
            {...control}
            className="h-11 min-w-0 flex-1 rounded-none bg-transparent text-[1.0625rem] outline-hidden placeholder:text-muted read-only:text-muted disabled:text-muted"
          />
          {end}
        </>
      )}
    </FieldFrame>
  );
}
