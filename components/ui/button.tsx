import type { ComponentProps, MouseEvent } from "react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./button-class";

interface ButtonProps extends Omit<ComponentProps<"button">, "className"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Keeps the focus but ignores clicks, and Enter in a field of its form. */
  pending?: boolean | undefined;
  /** Shown and announced while pending, for example "Logging in…". */
  pendingLabel?: string;
}

// Pressing Enter in a field also sends a click to the submit button.
const ignore = (event: MouseEvent) => event.preventDefault();

/** Renders a button, with `type="button"` by default. It is as wide as the longer label, so that its width never changes. */
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
        {...(pending ? { onClick: ignore, "aria-disabled": true } : onClick && { onClick })}
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
