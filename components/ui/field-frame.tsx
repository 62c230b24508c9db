import { useId, type ReactNode } from "react";

/** The texts around the control of a field. */
export interface FieldTexts {
  label: string;
  /** For example "At least 8 characters". */
  hint?: ReactNode;
  /** Announced as soon as it appears. */
  error?: string | undefined;
}

/** Attributes that connect a control with these texts. */
interface ControlProps {
  id: string;
  "aria-invalid": true | undefined;
  "aria-describedby": string | undefined;
}

interface FieldFrameProps extends FieldTexts {
  id?: string | undefined;
  children: (control: ControlProps) => ReactNode;
}

/** Renders a labeled control on a ruled line. */
export function FieldFrame({ label, hint, error, id, children }: FieldFrameProps) {
  const ownId = useId();
  const controlId = id ?? ownId;
  const hintId = hint ? `${controlId}-hint` : undefined;
  const errorId = error ? `${controlId}-error` : undefined;
  const describedBy = [hintId, errorId].filter(Boolean).join(" ");

  return (
    <div>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <label htmlFor={controlId} className="font-medium">
          {label}
        </label>
        {hint && (
          <span id={hintId} className="text-xs text-muted">
            {hint}
          </span>
        )}
      </div>
      <div className={`ruled ${error ? "ruled-danger" : ""}`}>
        {children({
          id: controlId,
          "aria-invalid": error ? true : undefined,
          "aria-describedby": describedBy || undefined,
        })}
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
