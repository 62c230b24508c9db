import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import next from "next";
import { REFRESH_COOKIE } from "@/lib/schemas/token";
import { closeDatabase } from "@/lib/server/db/client";
import { believeConnectionAddress, CONNECTION_ADDRESS_HEADER } from "@/lib/server/request/client-address";
import { METHODS, UNSUPPORTED_METHOD_HEADER } from "@/lib/server/http/define-route";
import { logConsole, logCrash, logEvent } from "@/lib/server/log/log";
import { Connections } from "./connections";
import { answerClientErrors, LINGER_MS } from "./pre-routing-responses";
import { withFloodGate } from "./flood-gate";
import { forgetForwarded } from "./forwarded-headers";
import { refuseHostless } from "./reject-missing-host";
import { refusePageRequest } from "./reject-page-request";
import { cutSlowReaders, TIME_OUTS } from "./slow-clients";

/** How long requests that were begun may take after SIGTERM before they are cut, in milliseconds. */
const DRAIN_TIMEOUT_MS = 8_000;
/** How long whoever has connected by then is still let in: closed out, they would find their request cut, in milliseconds. */
const LAST_CALL_MS = 200;

interface ServeSettings {
  PORT: number;
  HOSTNAME?: string | undefined;
  TRUSTED_PROXY_HOPS: number;
}

/**
 * Serves the production build until SIGTERM or SIGINT, then finishes what was begun and takes nothing new.
 *
 * A server of our own around Next's handler (docs/decisions), because Next's answers 500 to methods such as TRACE and to
 * paths such as `/%ff`, and does not listen where `HOSTNAME` says.
 *
 * @throws {Error} when there is no build, or when the port is taken
 */
export async function serve({ PORT, HOSTNAME, TRUSTED_PROXY_HOPS }: ServeSettings): Promise<void> {
  // Shells and containers set HOSTNAME to the machine's own name, which is no wish to listen there alone.
  const host = HOSTNAME === hostname() ? undefined : HOSTNAME;
  // Next listens for upgrades on the server that it is told of, and leaves such a connection open for ever. Ours it is not
  // told of, so that Upgrade is a header like any other, as Node has it (CVE-2026-44578).
  const httpServer = createServer();
  const app = next({ dev: false, port: PORT, hostname: host ?? "localhost", httpServer });
  await app.prepare();
  // Whoever was asked will not answer, but everyone else shall (OWASP ASVS 16.5.4).
  process.setUncaughtExceptionCaptureCallback(logCrash);
  const nextHandle = app.getRequestHandler();
  const handle = withFloodGate((request, response) => void nextHandle(request, response));
  believeConnectionAddress();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    connections.note(response);
    if (!server.listening) response.setHeader("Connection", "close");
    const { socket } = request;
    response.once("finish", () => cutOff(request, socket));
    if (TRUSTED_PROXY_HOPS === 0) forgetForwarded(request);
    if (refuseHostless(request, response)) return;
    normalizeTarget(request);
    if (refusePageRequest(request, response)) return;
    markUnknownMethod(request);
    request.headers[CONNECTION_ADDRESS_HEADER] = request.socket.remoteAddress;
    handle(request, response);
  };
  // Node answers 417, without a body, to an expectation that it does not know; a server may as well go on (RFC 9110 §10.1.1).
  const server = createServer({ ...TIME_OUTS, requireHostHeader: false }, answer);
  server.on("checkExpectation", answer);
  const connections = new Connections(server);
  answerClientErrors(server, connections);
  cutSlowReaders(server, connections);

  // Listened to until the end: a terminal and a service manager signal npm and us alike, and npm passes on its own.
  const told = new Promise((resolve) => process.on("SIGTERM", resolve).on("SIGINT", resolve));
  await listen(server, PORT, host);
  logConsole();
  logEvent("sys_startup", { node: process.version, port: portOf(server) });
  console.log(`Inkwell is at http://${host ?? "localhost"}:${portOf(server)}`);
  logEvent("sys_shutdown", { signal: await told });
  await drain(server, connections);
  await app.close();
  await closeDatabase();
}

/** Hands a method that no route can have, such as TRACE, to the route as its OPTIONS, which knows what it allows. */
function markUnknownMethod(request: IncomingMessage): void {
  delete request.headers[UNSUPPORTED_METHOD_HEADER];
  if (METHODS.some((known) => known === request.method)) return;
  request.headers[UNSUPPORTED_METHOD_HEADER] = request.method;
  request.method = "OPTIONS";
}

/**
 * Leaves the path and query of the target alone (RFC 9112 §3.2), with single slashes, where Next would redirect or fail, and
 * without dot segments, so that nobody here takes `/api/../login` for what it is not; percent signs that are no UTF-8
 * escapes, as in `/%ff`, are taken for themselves.
 */
function normalizeTarget(request: IncomingMessage): void {
  const target = (request.url ?? "").replace(/^[a-z]+:\/\/[^/?#]*/i, "");
  const [, typed = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(target) ?? [];
  const path = new URL(`/${typed}`.replace(/[/\\]+/g, "/"), "http://localhost").pathname;
  request.url = (isDecodable(path) ? path : path.replaceAll("%", "%25")) + rest;
  // Next would answer `{}` in place of what was asked for.
  delete request.headers["x-middleware-prefetch"];
  if (!path.startsWith("/api/")) return;
  // Next would redirect such a request to itself with `?_rsc=`.
  delete request.headers["rsc"];
  keepOwnCookie(request);
}

/** Takes away all cookies but the API's only one: Next answers to some of its own by setting them anew. */
function keepOwnCookie({ headers }: IncomingMessage): void {
  const cookies = headers.cookie?.split(";").map((cookie) => cookie.trim()) ?? [];
  const own = cookies.filter((cookie) => cookie.startsWith(`${REFRESH_COOKIE}=`));
  if (own.length > 0) headers.cookie = own.join("; ");
  else delete headers.cookie;
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Ends the connection of a request that was answered before all of its body came: Node would read it to its end. */
function cutOff(request: IncomingMessage, socket: Socket): void {
  if (request.complete) return;
  // Not ended by a listener: a connection that is kept would gather one for each of its requests.
  setTimeout(() => request.complete || socket.destroy(), LINGER_MS).unref();
}

async function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    const reasons: Partial<Record<string, string>> = {
      EADDRINUSE: "another process is listening there",
      EACCES: "this user may not",
      ENOTFOUND: "there is no such host",
      EAI_AGAIN: "its name cannot be looked up",
      EADDRNOTAVAIL: "it is no address of this machine",
    };
    const reason = reasons[error.code ?? ""] ?? error.message;
    throw new Error(`Cannot listen on port ${port}${host === undefined ? "" : ` of ${host}`}: ${reason}.`);
  });
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return typeof address === "object" ? address?.port : undefined;
}

/** Takes no new connection and waits until the last answer is out. */
async function drain(server: Server, connections: Connections): Promise<void> {
  await sleep(LAST_CALL_MS);
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await connections.end();
  clearTimeout(cut);
}
