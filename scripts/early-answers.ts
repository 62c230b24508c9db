import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { API_POLICY } from "@/lib/content-policy";
import { HTTPS_HEADERS, SECURITY_HEADERS } from "@/lib/security-headers";

/**
 * Answers in place of Next, which gives the security headers to all of its own answers (`next.config.ts`): nothing that a
 * cache may keep, or that a browser may take for a page.
 */
export function answerEarly(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  const common = { "Content-Security-Policy": API_POLICY, "Cache-Control": "no-store" };
  const binding = isHttps(response.req) ? HTTPS_HEADERS : {};
  response.writeHead(status, { ...SECURITY_HEADERS, ...binding, ...common, ...headers }).end(body);
}

/** As the proxy in front says it of the client's connection, the first of several; `next.config.ts` reads it the same way. */
function isHttps({ headers }: IncomingMessage): boolean {
  return /^https(?:,|$)/.test(String(headers["x-forwarded-proto"]));
}

/** Answers 400 to a request that does not say which host it asks (RFC 9112 §3.2), and says whether it did not. */
export function refuseWithoutHost(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.httpVersion !== "1.1" || request.headers.host !== undefined) return false;
  answerEarly(response, 400, { Connection: "close" }, "");
  return true;
}

/** The statuses that Node itself gives to what is no request; 400 to all the rest. */
const STATUSES: Partial<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Answers what Node cannot read as a request the way Node does, with the security headers. */
export function refuseUnreadable(server: Server): void {
  const unfinished = new WeakMap<Duplex, Set<ServerResponse>>();
  const note = ({ socket }: IncomingMessage, response: ServerResponse) => {
    const responses = unfinished.get(socket) ?? new Set();
    unfinished.set(socket, responses.add(response));
    response.once("close", () => responses.delete(response));
  };
  server.on("request", note).on("checkExpectation", note);
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    // What comes before or into the answer to an earlier request would be taken for it.
    const isIts = [...(unfinished.get(socket) ?? [])].every(
      ({ req, headersSent }) => !req.complete && !headersSent,
    );
    if (socket.writable && isIts) {
      const status = STATUSES[error.code ?? ""] ?? 400;
      const headers = Object.entries({ ...SECURITY_HEADERS, Connection: "close" });
      const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...headers.map((pair) => pair.join(": "))];
      socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    }
    socket.destroy(error);
  });
}
