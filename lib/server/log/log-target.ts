import "server-only";
import { globalSingleton } from "../global-singleton";

const target = globalSingleton("log-target", () => ({ fileDescriptor: 1 }));

/** Sends the log to stderr instead of stdout. Call it before log.ts is imported, in a command that prints results. */
export function logToStderr(): void {
  target.fileDescriptor = 2;
}

/** Returns the file descriptor that the log is written to. */
export function logTarget(): number {
  return target.fileDescriptor;
}
