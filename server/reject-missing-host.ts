import type { IncomingMessage, ServerResponse } from "node:http";
import { AppError } from "@/lib/server/errors";
import { refuse } from "./pre-routing-responses";

/** Answers a request that does not say which host it is for (RFC 9112 §3.2), and says whether it was one. */
export function refuseHostless({ headers, httpVersion }: IncomingMessage, response: ServerResponse): boolean {
  if (headers.host !== undefined || httpVersion !== "1.1") return false;
  response.setHeader("Connection", "close");
  void refuse(response, new AppError("invalid-request", { detail: "The request names no host." }));
  return true;
}
