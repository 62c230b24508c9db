"use client";

import { useLayoutEffect, useRef, useState, type MouseEvent } from "react";
import { Field, type FieldProps } from "./field";

type Caret = readonly [input: HTMLInputElement, start: number | null, end: number | null];

/** Renders a `Field` for a password with a button that shows it. Showing it keeps the value, the focus and the caret. */
export function PasswordField(props: Omit<FieldProps, "type" | "end">) {
  const [shown, setShown] = useState(false);
  const caret = useRef<Caret>(null);

  // Browsers reset the caret when the type of an input changes.
  useLayoutEffect(() => {
    if (!caret.current) return;
    const [input, start, end] = caret.current;
    if (document.activeElement === input) input.setSelectionRange(start, end);
    caret.current = null;
  }, [shown]);

  const toggle = ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const input = currentTarget.parentElement?.querySelector("input");
    caret.current = input ? [input, input.selectionStart, input.selectionEnd] : null;
    setShown(!shown);
  };

  return (
    <Field
      spellCheck={false}
      autoCapitalize="none"
      autoCorrect="off"
      {...props}
      type={shown ? "text" : "password"}
      end={
        <button
          type="button"
          onMouseDown={(event) => event.preventDefault()}
          onClick={toggle}
          className="-mr-2 h-11 px-2 text-xs text-muted hover:text-ink"
        >
          {shown ? "Hide" : "Show"}
          <span className="sr-only"> {props.label.toLowerCase()}</span>
        </button>
      }
    />
  );
}
