import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError } from "@/lib/client/api-client";

/**
 * Shows what the server said: each fault at its field, anything else as the form's own (`errors.root`).
 *
 * @throws what was thrown, where it was no failure of a request
 */
export function showServerErrors<Fields extends FieldValues, Context, Output>(
  form: UseFormReturn<Fields, Context, Output>,
  thrown: unknown,
): void {
  if (!(thrown instanceof Error)) throw thrown;
  const faults = thrown instanceof ApiError ? thrown.errors : [];
  const known = faults.flatMap(({ pointer = "", detail }) => {
    const field = pointer.replace(/^#\//, "");
    return field in form.getValues() ? [{ field: field as Path<Fields>, detail }] : [];
  });
  for (const { field, detail } of known) form.setError(field, { type: "server", message: detail });
  const [first] = known;
  if (first) form.setFocus(first.field);
  else form.setError("root", { type: "server", message: thrown.message });
}
