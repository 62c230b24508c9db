"use client";

import { useEffect, useRef, type RefCallback } from "react";
import { PASSWORD_MIN_LENGTH } from "@/lib/schemas/field-limits";
import type { FieldProps } from "../ui/field";
import { PasswordField } from "../ui/password-field";

interface ConfirmPasswordFieldProps extends Omit<FieldProps, "type" | "autoComplete" | "end" | "ref"> {
  /** The value of the password field. */
  password: string;
  /** The value of this field. */
  repeated: string;
  ref: RefCallback<HTMLInputElement>;
}

/** Renders a field for the same password again. Shows at once if the two differ, and blocks the form until they match. */
export function ConfirmPasswordField({
  password,
  repeated,
  error,
  ref,
  ...field
}: ConfirmPasswordFieldProps) {
  const input = useRef<HTMLInputElement | null>(null);
  const mismatch = repeated !== "" && repeated !== password ? "Passwords do not match" : undefined;
  useEffect(() => input.current?.setCustomValidity(mismatch ?? ""), [mismatch]);
  return (
    <PasswordField
      required
      minLength={PASSWORD_MIN_LENGTH}
      {...field}
      autoComplete="new-password"
      error={mismatch ?? error}
      ref={(element) => {
        input.current = element;
        return ref(element);
      }}
    />
  );
}
