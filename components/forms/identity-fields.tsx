import { Field, type FieldProps } from "../ui/field";

type IdentityFieldProps = Omit<FieldProps, "label" | "hint" | "type" | "autoComplete" | "required">;

/** The name by which others know an account. */
export function UsernameField(props: IdentityFieldProps) {
  return <Field {...props} label="Username" dir="auto" hint="Public" autoComplete="username" required />;
}

/** The e-mail by which an account logs in. */
export function EmailField(props: IdentityFieldProps) {
  return <Field {...props} label="Email" hint="Private" type="email" autoComplete="email" required />;
}
