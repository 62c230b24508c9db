import "server-only";
import { destination } from "pino";
import { globalSingleton } from "../global-singleton";
import { logTarget } from "./log-target";

/** How much is buffered while the log cannot be written, in bytes. Lines beyond it are dropped. */
const BUFFER_MAX_LENGTH = 1024 * 1024;

/**
 * The destination of the log, stdout by default. Each line is written before the call returns, so it survives a crash. There is one
 * stream in the process, so that no two writers interleave within a line.
 *
 * If it cannot be written, for example because the disk is full, the site continues and the log resumes later. Without
 * these listeners pino and the console would end the process.
 */
export const logStream = globalSingleton("log-stream", () => {
  const ignore = () => undefined;
  for (const stream of [process.stdout, process.stderr]) stream.on("error", ignore);
  return destination({ dest: logTarget(), sync: true, maxLength: BUFFER_MAX_LENGTH }).on("error", ignore);
});
