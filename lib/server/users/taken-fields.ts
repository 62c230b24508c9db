import "server-only";
import { PROBLEMS, type FieldError } from "@/lib/schemas/problem";
import { AppError } from "../errors";
import { findUsersByUniqueFields, type UniqueFields } from "./user-store";

/** Returns which of the wanted fields another user has. */
export async function findTaken(
  wanted: UniqueFields,
  ownId?: number,
): Promise<Record<"username" | "email", boolean>> {
  const holders = (await findUsersByUniqueFields(wanted)).filter((user) => user.id !== ownId);
  return {
    username: holders.some((user) => user.usernameKey === wanted.usernameKey),
    email: holders.some((user) => user.email === wanted.email),
  };
}

/**
 * Builds the error for taken fields. The database reports one column (in `violated`), but the error lists every taken field.
 */
export async function explainTaken(
  violated: readonly string[],
  wanted: UniqueFields,
  { ownId, cause }: { ownId?: number; cause?: unknown } = {},
): Promise<AppError> {
  const taken = await findTaken(wanted, ownId);
  const isUsernameTaken = violated.includes("username_key") || taken.username;
  const errors = [
    ...(isUsernameTaken ? [takenError("username", "username-taken")] : []),
    ...(violated.includes("email") || taken.email ? [takenError("email", "email-taken")] : []),
  ];
  return new AppError(isUsernameTaken ? "username-taken" : "email-taken", { errors, cause });
}

export function takenError(field: string, code: "username-taken" | "email-taken"): FieldError {
  return { pointer: `#/${field}`, detail: PROBLEMS[code].detail, code };
}
