import type { ComponentProps } from "react";
import { FieldFrame, type FieldTexts } from "./field-frame";

interface TextAreaProps extends FieldTexts, Omit<ComponentProps<"textarea">, "className"> {}

/** Renders a field for a long text, in the font of posts. It grows with its content. */
export function TextArea({ label, hint, error, id, ...textarea }: TextAreaProps) {
  return (
    <FieldFrame label={label} hint={hint} error={error} id={id}>
      {(control) => (
        <textarea
          {...textarea}
          {...control}
          className="field-sizing-content max-h-[60dvh] min-h-56 w-full resize-y rounded-none bg-transparent py-2 font-serif text-lg outline-hidden placeholder:text-muted"
        />
      )}
    </FieldFrame>
  );
}
