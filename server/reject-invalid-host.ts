import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/server/errors";
import { isValidHost } from "@/lib/server/request/host";
import { sendProblem } from "./pre-routing-responses";

/** Rejects a request without exactly one valid `Host` (RFC 9112 §3.2), and returns whether it did. HTTP/1.0 needs none. */
export function rejectInvalidHost(request: IncomingMessage, response: ServerResponse): boolean {
  const hosts = request.headersDistinct["host"] ?? [];
  const isOptional = request.httpVersion === "1.0" && hosts.length === 0;
  if (isOptional || (hosts.length === 1 && hosts.every(isValidHost))) return false;
  response.setHeader("Connection", "close");
  void sendProblem(
    response,
    new AppError("invalid-request", { detail: "The request needs one valid Host header." }),
  );
  return true;
}
