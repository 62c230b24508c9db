"use client";

import { useEffect, useState } from "react";
import { PASSWORD_MIN_LENGTH } from "@/lib/schemas/field-limits";
import type { FieldProps } from "../ui/field";
import { PasswordField } from "../ui/password-field";
import type { estimateStrength, Strength } from "./estimate-strength";
import { StrengthMeter } from "./strength-meter";

/** How long after the last key the strength is estimated, in milliseconds: it takes time and is announced by screen readers. */
const PAUSE_MS = 250;

interface NewPasswordFieldProps extends Omit<FieldProps, "hint" | "type" | "autoComplete" | "end"> {
  /** The value of the field. */
  typed: string;
  username: string;
  email: string;
}

/** Renders a field for a new password. Rates passwords that are long enough; the rating is advice and not a condition. */
export function NewPasswordField({ typed, username, email, ...field }: NewPasswordFieldProps) {
  const [estimate, setEstimate] = useState<typeof estimateStrength>();
  const [strength, setStrength] = useState<Strength>();
  const isLongEnough = [...typed].length >= PASSWORD_MIN_LENGTH;

  // Loaded when the field is used. If that fails, no rating is shown.
  const load = () => {
    if (estimate) return;
    void import("./estimate-strength").then(
      (module) => setEstimate(() => module.estimateStrength),
      () => undefined,
    );
  };
  useEffect(() => {
    if (!estimate || !isLongEnough) return;
    const timer = setTimeout(() => setStrength(estimate(typed, [username, email])), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [estimate, isLongEnough, typed, username, email]);

  return (
    <PasswordField
      minLength={PASSWORD_MIN_LENGTH}
      {...field}
      autoComplete="new-password"
      onFocus={load}
      onInput={load}
      hint={
        <span role="status">
          {isLongEnough && strength ? (
            <StrengthMeter strength={strength} />
          ) : (
            `At least ${PASSWORD_MIN_LENGTH} characters`
          )}
        </span>
      }
    />
  );
}
