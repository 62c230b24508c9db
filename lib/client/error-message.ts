/** Thrown by a call that the user canceled, for example by closing the password dialog. */
export class CanceledError extends Error {
  override name = "CanceledError";
}

/** Returns what to tell the user about a failed call, or undefined if they canceled it themselves. */
export function errorMessage(error: unknown): string | undefined {
  if (error instanceof CanceledError) return undefined;
  return error instanceof Error ? error.message : String(error);
}
