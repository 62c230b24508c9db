import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { hostname } from "node:os";
import next from "next";
import { closeDatabase } from "@/lib/server/db";
import { AppError } from "@/lib/server/errors";
import { METHODS } from "@/lib/server/http/define-route";
import { problemResponse } from "@/lib/server/http/problem-response";

/** How long requests that were begun may take after SIGTERM before they are cut, in milliseconds. */
const DRAIN_TIMEOUT_MS = 8_000;

interface Address {
  PORT: number;
  HOSTNAME?: string | undefined;
}

/**
 * Serves the production build until SIGTERM or SIGINT, then finishes what was begun and takes nothing new.
 *
 * A server of our own around Next's handler (docs/decisions), because Next's answers 500 to methods such as TRACE and to
 * paths such as `/%ff`, and does not listen where `HOSTNAME` says.
 *
 * @throws {Error} when there is no build, or when the port is taken
 */
export async function serve({ PORT, HOSTNAME }: Address): Promise<void> {
  // Shells and containers set HOSTNAME to the machine's own name, which is no wish to listen there alone.
  const host = HOSTNAME === hostname() ? undefined : HOSTNAME;
  const app = next({ dev: false, port: PORT, hostname: host ?? "localhost" });
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = createServer((request, response) => {
    if (!server.listening) response.setHeader("Connection", "close");
    escapeStrayPercents(request);
    void (isKnownMethod(request) ? handle(request, response) : refuseMethod(response));
  });

  await listen(server, PORT, host);
  console.log(`Inkwell is at http://${host ?? "localhost"}:${portOf(server)}`);
  await Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  await drain(server);
  await app.close();
  await closeDatabase();
}

function isKnownMethod({ method }: IncomingMessage): boolean {
  return METHODS.some((known) => known === method);
}

async function refuseMethod(response: ServerResponse): Promise<void> {
  const requestId = randomUUID();
  const problem = problemResponse(new AppError("method-not-allowed"), requestId);
  const headers = {
    ...Object.fromEntries(problem.headers),
    Allow: METHODS.join(", "),
    "X-Request-Id": requestId,
  };
  response.writeHead(problem.status, { ...headers, "Cache-Control": "no-store" }).end(await problem.text());
}

/** Takes percent signs that are no UTF-8 escapes, as in `/%ff`, for themselves. */
function escapeStrayPercents(request: IncomingMessage): void {
  const [, path = "", rest = ""] = /^([^?]*)(.*)$/s.exec(request.url ?? "") ?? [];
  try {
    decodeURIComponent(path);
  } catch {
    request.url = path.replaceAll("%", "%25") + rest;
  }
}

async function listen(server: Server, port: number, host: string | undefined): Promise<void> {
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    const reasons: Partial<Record<string, string>> = {
      EADDRINUSE: "another process is listening there",
      EACCES: "this user may not",
      ENOTFOUND: "there is no such host",
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
async function drain(server: Server): Promise<void> {
  const cut = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT_MS);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cut);
}
