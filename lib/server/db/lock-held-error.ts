import "server-only";

/** Creates the error of a migration that waited in vain for another process. */
export function lockHeldError(timeoutMs: number, cause: unknown): Error {
  return new Error(
    `Another process has held the database lock for ${timeoutMs / 1000} s. Wait for it or stop it, and try again.`,
    { cause },
  );
}
