import { STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { API_POLICY } from "@/lib/content-policy";
import { HTTPS_HEADERS, SECURITY_HEADERS } from "@/lib/security-headers";
import { AppError } from "@/lib/server/errors";
import { errorResponse } from "@/lib/server/http/define-route";
import type { Connections } from "./connections";

/** How long a client that was refused may go on sending, so that it gets to read the answer, in milliseconds. */
export const LINGER_MS = 2_000;

const NOT_HTTP = "The request is not one of HTTP/1.1 (RFC 9112).";

/** What Node's parser and its clock find at fault, by the code of the error. */
const FAULTS: Partial<Record<string, () => AppError>> = {
  ERR_HTTP_REQUEST_TIMEOUT: () => new AppError("request-timeout"),
  HPE_HEADER_OVERFLOW: () => new AppError("headers-too-large"),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () => new AppError("payload-too-large"),
};

/**
 * Gives requests that never become one the problem body that every fault has, where Node has none: what is no HTTP, whose
 * head is too large, or that did not come in time. The connection ends with it.
 */
export function answerClientErrors(server: Server, connections: Connections): void {
  const answered = new WeakSet<Socket>();
  server.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const connection = socket as Socket; // of a server that speaks HTTP over TCP
    const code = error.code ?? "";
    // Anything else is the connection's own end: nobody is left to read an answer.
    if (FAULTS[code] === undefined && !code.startsWith("HPE_")) connection.destroy();
    else if (!answered.has(connection)) {
      answered.add(connection);
      const fault = FAULTS[code]?.() ?? new AppError("invalid-request", { detail: NOT_HTTP });
      void answerInTurn(connection, fault, connections);
    }
  });
}

/** Answers a request with a fault before any of it is worked on. */
export async function refuse(response: ServerResponse, fault: AppError): Promise<void> {
  const { status, head, body } = await readAnswer(fault);
  const binding = isHttps(response.req) ? HTTPS_HEADERS : {};
  response.writeHead(status, { ...binding, ...head }).end(body);
}

async function answerInTurn(socket: Socket, fault: AppError, connections: Connections): Promise<void> {
  // What still comes is dropped: a request that is completed now must not be done after its client was told otherwise.
  socket.removeAllListeners("data").on("data", () => undefined);
  socket.resume();
  const begun = connections.underWay(socket).filter(({ req }) => req.complete);
  await Promise.all(begun.map((response) => new Promise((resolve) => response.once("close", resolve))));
  const isAnswered = connections.awaitingBody(socket)?.headersSent === true;
  if (isAnswered || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(await writeOut(fault));
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
}

/** The answer as it goes over the wire (RFC 9112 §2.1). */
async function writeOut(fault: AppError): Promise<string> {
  const { status, head, body } = await readAnswer(fault);
  const fields = { ...head, Date: new Date().toUTCString(), Connection: "close" };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`;
}

/** As the proxy in front says it of the client's connection, the first of several; `next.config.ts` reads it the same way. */
function isHttps({ headers }: IncomingMessage): boolean {
  return /^https(?:,|$)/.test(String(headers["x-forwarded-proto"]));
}

/** The one place where answers are made that do not come from Next, which would give them the security headers. */
async function readAnswer(fault: AppError) {
  const answer = errorResponse(fault);
  const body = await answer.text();
  const head = {
    ...SECURITY_HEADERS,
    "Content-Security-Policy": API_POLICY,
    ...Object.fromEntries(answer.headers),
    "content-length": String(Buffer.byteLength(body)),
  };
  return { status: answer.status, head, body };
}
