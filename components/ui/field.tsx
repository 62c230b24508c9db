import { useId, type ComponentProps, type ReactNode } from "react";

export interface FieldProps extends Omit<ComponentProps<"input">, "className"> {
  label: string;
  /** What to know beforehand, such as "At least 8 characters". */
  hint?: ReactNode;
  /** What is wrong, told as soon as it is there. */
  error?: string | undefined;
  /** Something at the end of the line, such as a button. */
  end?: ReactNode;
}

/** A labelled input on a ruled line. Everything else, `ref` included, goes to the input: spread `register("…")` onto it. */
export function Field({ label, hint, error, end, id, ...input }: FieldProps) {
  const ownId = useId();
  const inputId = id ?? ownId;
  const hintId = hint ? `${inputId}-hint` : undefined;
  const errorId = `${inputId}-error`;
  const describedBy = [input["aria-describedby"], hintId, error && errorId].filter(Boolean).join(" ");

  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <label htmlFor={inputId} className="font-medium">
          {label}
        </label>
        {hint && (
          <span id={hintId} className="text-xs text-muted">
            {hint}
          </span>
        )}
      </div>
      <div className={`ruled ${error ? "ruled-danger" : ""}`}>
        <input
          type="text"
          {...input}
          id={inputId}
          aria-invalid={error ? true : input["aria-invalid"]}
          aria-describedby={describedBy || undefined}
          className="h-11 min-w-0 flex-1 rounded-none bg-transparent text-[1.0625rem] outline-hidden placeholder:text-muted read-only:text-muted disabled:text-muted"
        />
        {end}
      </div>
      <div aria-live="polite">
        {error && (
          <p id={errorId} className="pt-1.5 text-sm text-danger">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}
