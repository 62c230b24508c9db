/** A command was called with wrong arguments. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** Runs a command. A failure prints its message to stderr, without a stack, and sets the exit code: 2 for wrong arguments, else 1. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
