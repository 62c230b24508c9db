import { STATUS_CODES, ServerResponse, type IncomingMessage, type Server } from "node:http";
import type { Duplex } from "node:stream";
import { API_POLICY } from "@/lib/content-policy";
import { SECURITY_HEADERS } from "@/lib/security-headers";

/**
 * An answer that has the security headers from the start. Next gives them to all of its own (`next.config.ts`); this is for
 * those that Node and `scripts/` give before Next is asked, such as 400 without `Host`.
 */
export class SecuredResponse<Request extends IncomingMessage> extends ServerResponse<Request> {
  constructor(request: Request) {
    super(request);
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) this.setHeader(name, value);
  }
}

/** Answers in place of Next: nothing that a cache may keep, or that a browser may take for a page. */
export function answerEarly(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  body: string,
): void {
  const common = { "Content-Security-Policy": API_POLICY, "Cache-Control": "no-store" };
  response.writeHead(status, { ...common, ...headers }).end(body);
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
