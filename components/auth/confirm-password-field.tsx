"use client";

import { useEffect, useRef, type RefCallback } from "react";
import type { FieldProps } from "../ui/field";
import { PasswordField } from "../ui/password-field";

interface ConfirmPasswordFieldProps extends Omit<FieldProps, "type" | "autoComplete" | "end" | "ref"> {
  /** What is in the field of the password. */
  password: string;
  /** What is in this one. */
  repeated: string;
  ref: RefCallback<HTMLInputElement>;
}

/** A field for the same password once more: it tells at once where the two differ, and its form stays unsent. */
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
