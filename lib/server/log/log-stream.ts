import "server-only";
import { destination } from "pino";
import { globalSingleton } from "../global-singleton";

/** How much waits, in bytes, while the log cannot be written; what comes after that is dropped. */
const WAITING_MAX_LENGTH = 1024 * 1024;

/**
 * Where the log goes: stdout, each line handed to the system before the call returns, so that it survives whatever happens
 * next. One for the process, so that no two writers share a line.
 *
 * Where it cannot be written, because the disk is full, the site goes on, and the log follows with the next line that there
 * is room for; pino and the console would both end the process.
 */
export const logStream = globalSingleton("log-stream", () => {
  const ignore = () => undefined;
  for (const forPeople of [process.stdout, process.stderr]) forPeople.on("error", ignore);
  return destination({ dest: 1, sync: true, maxLength: WAITING_MAX_LENGTH }).on("error", ignore);
});
