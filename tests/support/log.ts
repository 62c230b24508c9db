import { expect } from "vitest";
import type { Answer } from "./call";

export type LogLine = Record<string, unknown>;

/** Returns the members that every log line of a request has. */
export function inRequest({ requestId }: Answer, method: string, path: string): LogLine {
  return { time: LOG_TIME, request_id: requestId, address: "127.0.0.1", method, path };
}

/** ISO 8601 in UTC. */
export const LOG_TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

/** Returns the log lines in the output of a server. */
export function readLog(server: { output: () => string }): LogLine[] {
  const lines = server.output().split("\n");
  return lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line) as LogLine);
}

/** Returns the log lines about the request that a response belongs to. */
export function logOf(server: { output: () => string }, { requestId }: Answer): LogLine[] {
  return readLog(server).filter((line) => line["request_id"] === requestId);
}
