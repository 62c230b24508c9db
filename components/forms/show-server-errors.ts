import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError } from "@/lib/client/api-client";
import { errorMessage } from "@/lib/client/error-message";

/**
 * Shows each field error of the API at its field, and any other error above the form (`errors.root`, whose type is the code of
 * the error).
 */
export function showServerErrors<Fields extends FieldValues, Context, Output>(
  form: UseFormReturn<Fields, Context, Output>,
  thrown: unknown,
): void {
  const message = errorMessage(thrown);
  if (message === undefined) return;
  const fieldErrors = thrown instanceof ApiError ? thrown.errors : [];
  const known = fieldErrors.flatMap(({ pointer = "", detail }) => {
    const field = pointer.replace(/^#\//, "");
    return field in form.getValues() ? [{ field: field as Path<Fields>, detail }] : [];
  });
  for (const { field, detail } of known) form.setError(field, { type: "server", message: detail });
  const [first] = known;
  if (first) form.setFocus(first.field);
  else form.setError("root", { type: thrown instanceof ApiError ? thrown.code : "server", message });
}
