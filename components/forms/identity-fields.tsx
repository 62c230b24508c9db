import { Field, type FieldProps } from "../ui/field";

type IdentityFieldProps = Omit<FieldProps, "label" | "hint" | "type" | "autoComplete" | "required">;

/** Renders the field for the name that others see. */
export function UsernameField(props: IdentityFieldProps) {
  return <Field {...props} label="Username" dir="auto" hint="Public" autoComplete="nickname" required />;
}

/** Renders the field for the email that the account logs in with, which password managers therefore call `username`. */
export function EmailField(props: IdentityFieldProps) {
  return <Field {...props} label="Email" hint="Private" type="email" autoComplete="username" required />;
}
