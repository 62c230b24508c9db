import "server-only";
import { inspect } from "node:util";

/** Writes a fault of our own to standard error, as one line of JSON. */
export function logError(message: string, { requestId, cause }: { requestId: string; cause: unknown }): void {
  const line = {
    level: "error",
    time: new Date().toISOString(),
    message,
    request_id: requestId,
    cause: inspect(cause),
  };
  console.error(JSON.stringify(line));
}
