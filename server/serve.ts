import { createServer } from "node:http";
import { hostname } from "node:os";
import next from "next";
import { closeDatabase } from "@/lib/server/db/client";
import { startOutbox, stopOutbox } from "@/lib/server/mail/outbox-worker";
import { logConsole, logCrash, logEvent } from "@/lib/server/log/log";
import { trustConnectionAddress } from "@/lib/server/request/client-address";
import { answerClientErrors } from "./client-errors";
import { Connections } from "./connections";
import { drain } from "./drain";
import { listen, toUrlHost } from "./listen";
import { APP_FOLDER } from "./production";
import { requestListener } from "./request-listener";
import { cutSlowReaders, limitUnreadBytes, TIMEOUTS } from "./slow-clients";

/** SIGHUP comes from a terminal or an SSH session that closes. */
const SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"] as const;

interface ServeSettings {
  PORT: number;
  HOSTNAME?: string | undefined;
  TRUSTED_PROXY_HOPS: number;
  PAGE_CACHE: "on" | "off";
}

/**
 * Serves the production build until one of `SIGNALS`, then finishes the requests under way and closes the database.
 * `docs/decisions/0006-own-server.md` explains why Next's own server is not enough.
 *
 * @throws {Error} when there is no build, or when the port cannot be used
 */
export async function serve({
  PORT,
  HOSTNAME,
  TRUSTED_PROXY_HOPS,
  PAGE_CACHE,
}: ServeSettings): Promise<void> {
  // Shells and containers set HOSTNAME to the name of the machine, which is not a request to listen only there.
  const host = HOSTNAME === hostname() ? undefined : HOSTNAME;
  // Next adds a listener for upgrades to the server that it is given, and leaves such connections open forever. It gets one
  // that never listens, so that Node ignores the header (CVE-2026-44578).
  const app = next({
    dev: false,
    dir: APP_FOLDER,
    port: PORT,
    hostname: host ?? "localhost",
    httpServer: createServer(),
  });
  await app.prepare();
  // An error in one request must not end the process for all others (OWASP ASVS 16.5.4).
  process.setUncaughtExceptionCaptureCallback(logCrash);
  trustConnectionAddress();

  // A missing Host is rejected with problem+json by the listener.
  const server = createServer({ ...TIMEOUTS, requireHostHeader: false });
  const connections = new Connections(server);
  const nextHandle = app.getRequestHandler();
  const listener = requestListener((request, response) => void nextHandle(request, response), {
    connections,
    trustedProxyHops: TRUSTED_PROXY_HOPS,
    hasPageCache: PAGE_CACHE === "on",
  });
  // Node responds to an unknown expectation with 417 and no body; a server may ignore it (RFC 9110 §10.1.1).
  server.on("request", listener).on("checkExpectation", listener);
  answerClientErrors(server, connections);
  cutSlowReaders(server, connections);
  limitUnreadBytes(connections);

  // These listeners stay: a terminal signals npm and this process alike, and npm passes the signal on as well.
  const signaled = new Promise((resolve) => SIGNALS.forEach((signal) => process.on(signal, resolve)));
  const port = await listen(server, PORT, host);
  logConsole();
  logEvent("sys_startup", { node: process.version, port });
  console.log(`Inkwell is at http://${toUrlHost(host ?? "localhost")}:${port}`);
  startOutbox();
  logEvent("sys_shutdown", { signal: await signaled });
  await Promise.all([drain(server, connections), stopOutbox()]);
  await app.close();
  await closeDatabase();
}
