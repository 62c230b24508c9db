import { STATUS_CODES, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import { AppError } from "@/lib/server/errors";
import type { Connections } from "./connections";
import { problemMessage } from "./pre-routing-responses";

/** How long a client may continue to send after an error response, in milliseconds, so that it can read the response. */
export const LINGER_MS = 2_000;

/** The error response for each error code of Node's parser and of its timeouts. */
const PROBLEMS: Partial<Record<string, () => AppError>> = {
  ERR_HTTP_REQUEST_TIMEOUT: () => new AppError("request-timeout"),
  HPE_HEADER_OVERFLOW: () => new AppError("headers-too-large"),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: () => new AppError("payload-too-large"),
};

/**
 * Responds to malformed and late requests with problem+json, after the requests before them on the connection, and ends the
 * connection.
 */
export function answerClientErrors(server: Server, connections: Connections): void {
  const rejected = new WeakSet<Socket>();
  server.on("clientError", (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket; // as in every server that speaks HTTP over TCP
    const code = error.code ?? "";
    const isMalformed = code in PROBLEMS || code.startsWith("HPE_");
    // Any other error is the end of the connection itself: no client is left to read a response.
    if (!isMalformed) socket.destroy();
    else if (!rejected.has(socket) && !isIgnored(socket, connections)) {
      rejected.add(socket);
      const problem =
        PROBLEMS[code]?.() ?? new AppError("invalid-request", { detail: "Malformed HTTP request." });
      void answerInTurn(socket, problem, connections);
    }
  });
  answerConnect(server, connections);
}

/** Returns whether the connection ends anyway, because the malformed data follows its last request. */
function isIgnored(socket: Socket, connections: Connections): boolean {
  return connections.get(socket)?.isClosing === true && connections.awaitingBody(socket) === undefined;
}

/** Rejects CONNECT, which Node keeps from the request listener: this server is not a proxy. */
function answerConnect(server: Server, connections: Connections): void {
  server.on("connect", (_request, stream) => {
    const socket = stream as Socket;
    // Node has removed its own listeners.
    socket.on("error", () => socket.destroy());
    // It also stops sending the responses to earlier requests.
    if (connections.get(socket)?.pending.length !== 0) socket.destroy();
    else void answerInTurn(socket, new AppError("method-not-allowed"), connections, { Allow: "" });
  });
}

async function answerInTurn(
  socket: Socket,
  problem: AppError,
  connections: Connections,
  headers: Record<string, string> = {},
): Promise<void> {
  await connections.finish(socket);
  const awaiting = connections.awaitingBody(socket);
  if (awaiting?.headersSent === true || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(await toMessage(problem, awaiting?.req, headers));
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once("close", () => clearTimeout(timer));
}

/** Returns the response as sent over the wire (RFC 9112 §2.1). */
async function toMessage(
  problem: AppError,
  request: IncomingMessage | undefined,
  extra: Record<string, string>,
): Promise<string> {
  const { status, headers, body } = await problemMessage(problem, request);
  const fields = { ...headers, ...extra, Date: new Date().toUTCString(), Connection: "close" };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join("")}\r\n${body}`;
}
