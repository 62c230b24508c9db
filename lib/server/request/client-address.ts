import "server-only";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";
import { globalSingleton } from "../global-singleton";

/** Header in which our own server passes on the address of the connection. It overwrites what a client sends. */
export const CONNECTION_ADDRESS_HEADER = "x-inkwell-connection-address";
/** Used when no trustworthy address is known. All such requests share their limits. */
const UNKNOWN_ADDRESS = "unknown";

const server = globalSingleton("server", () => ({ isOurs: false }));

interface Surroundings {
  /** Whether our own server received the request and wrote `CONNECTION_ADDRESS_HEADER`. */
  isOurServer?: boolean;
  /** Vercel sets `VERCEL` to 1. */
  isVercel?: boolean;
  /** `TRUSTED_PROXY_HOPS` */
  trustedProxyHops?: number;
}

/** A request of the Fetch API or of Node, as far as its address needs it. */
interface HasHeaders {
  headers: Pick<Headers, "get">;
}

/** Makes `clientAddress` trust `CONNECTION_ADDRESS_HEADER`, which under another server any client could send. */
export function trustConnectionAddress(): void {
  server.isOurs = true;
}

/**
 * Returns an address of the client that the client cannot choose (`docs/decisions/0011-client-addresses.md`): the address
 * of the connection, or the one that the outermost trusted proxy reports. IPv4-mapped IPv6 addresses become IPv4.
 */
export function clientAddress({ headers }: HasHeaders, surroundings: Surroundings = {}): string {
  const {
    isOurServer = server.isOurs,
    isVercel = env.VERCEL === "1",
    trustedProxyHops = env.TRUSTED_PROXY_HOPS,
  } = surroundings;
  // Vercel overwrites these headers in requests from clients.
  if (isVercel && !isOurServer)
    return readAddress(headers.get("x-vercel-forwarded-for") ?? headers.get("x-real-ip")) ?? UNKNOWN_ADDRESS;

  const forwardedFor = headers.get("x-forwarded-for")?.split(",") ?? [];
  // Each trusted proxy has appended the address it received from; the client may have made up everything before.
  const forwarded = trustedProxyHops > 0 ? readAddress(forwardedFor.at(-trustedProxyHops)) : undefined;
  const connection = isOurServer ? readAddress(headers.get(CONNECTION_ADDRESS_HEADER)) : undefined;
  return forwarded ?? connection ?? UNKNOWN_ADDRESS;
}

/** Returns an address in canonical form, without the port that some proxies add, or undefined if it is not an address. */
function readAddress(text: string | null | undefined): string | undefined {
  const [, bracketed, ipv4] =
    /^\s*(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)\s*$/.exec(text ?? "") ?? [];
  const plain = bracketed ?? ipv4 ?? text?.trim() ?? "";
  if (!ipaddr.IPv6.isValid(plain) && !ipaddr.IPv4.isValidFourPartDecimal(plain)) return undefined;
  return ipaddr.process(plain).toString();
}
