import type { ComponentProps, MouseEvent } from "react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./button-class";

interface ButtonProps extends Omit<ComponentProps<"button">, "className"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** At work: keeps the focus, but neither a click nor Enter in a field of its form does anything. */
  pending?: boolean | undefined;
  /** What it is doing, such as "Logging in…"; shown and told while pending. */
  pendingLabel?: string;
}

// A click is also what a browser sends to the submit button when someone presses Enter in a field.
const swallow = (event: MouseEvent) => event.preventDefault();

/** A button, `type="button"` unless told otherwise. Its width is that of the longer label, so it does not jump. */
export function Button({
  variant,
  size,
  pending = false,
  pendingLabel,
  children,
  onClick,
  ...props
}: ButtonProps) {
  return (
    <>
      <button
        type="button"
        {...props}
        {...(pending ? { onClick: swallow, "aria-disabled": true } : onClick && { onClick })}
        className={buttonClass(variant, size)}
      >
        <span className={`col-start-1 row-start-1 ${pending && pendingLabel ? "invisible" : ""}`}>
          {children}
        </span>
        {pendingLabel && (
          <span className={`col-start-1 row-start-1 ${pending ? "" : "invisible"}`}>{pendingLabel}</span>
        )}
      </button>
      {pendingLabel && (
        <span role="status" className="sr-only">
          {pending ? pendingLabel : ""}
        </span>
      )}
    </>
  );
}
