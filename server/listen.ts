import { once } from "node:events";
import type { Server } from "node:http";

const REASONS: Partial<Record<string, string>> = {
  EADDRINUSE: "another process is listening there",
  EACCES: "this user is not allowed to",
  ENOTFOUND: "no such host exists",
  EAI_AGAIN: "the host name cannot be resolved",
  EADDRNOTAVAIL: "the address does not belong to this machine",
};

/** Returns the host as in a URL, where an IPv6 address is in brackets (RFC 3986 §3.2.2). */
export function toUrlHost(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}

/**
 * Starts listening and returns the port, which the system chooses if `port` is 0.
 *
 * @throws {Error} with a message for the operator
 */
export async function listen(server: Server, port: number, host: string | undefined): Promise<number> {
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    const reason = REASONS[error.code ?? ""] ?? error.message;
    throw new Error(`Cannot listen on port ${port}${host === undefined ? "" : ` of ${host}`}: ${reason}.`);
  });
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}
