import "server-only";
import ipaddr from "ipaddr.js";
import { env } from "@/lib/env";
import { globalSingleton } from "../global-singleton";

/** How our own server tells the connection's address; it takes the header away from whatever a client sends. */
export const CONNECTION_ADDRESS_HEADER = "x-inkwell-connection-address";
/** What stands for an address where none can be had that its client could not choose: all such requests count as one. */
const UNKNOWN_ADDRESS = "unknown";

const server = globalSingleton("server", () => ({ isOurs: false }));

interface Surroundings {
  /** Whether our own server took the request, and wrote `CONNECTION_ADDRESS_HEADER`. */
  isOurServer?: boolean;
  /** `VERCEL` is set to 1 on Vercel's machines. */
  isVercel?: boolean;
  /** `TRUSTED_PROXY_HOPS` */
  trustedProxyHops?: number;
}

/** A request of the Fetch API or of Node, as far as its address needs it. */
interface HasHeaders {
  headers: Pick<Headers, "get">;
}

/** Has `CONNECTION_ADDRESS_HEADER` believed, which anyone could send to a server that is not ours. */
export function believeConnectionAddress(): void {
  server.isOurs = true;
}

/**
 * Where a request came from, as nobody can choose it (docs/decisions/0011): the connection's address, or what the outermost
 * trusted proxy says that it was; IPv4 inside of IPv6 as IPv4.
 */
export function clientAddress({ headers }: HasHeaders, surroundings: Surroundings = {}): string {
  const {
    isOurServer = server.isOurs,
    isVercel = env.VERCEL === "1",
    trustedProxyHops = env.TRUSTED_PROXY_HOPS,
  } = surroundings;
  // Vercel's own, which it takes away from what a client sends.
  if (isVercel && !isOurServer)
    return readAddress(headers.get("x-vercel-forwarded-for") ?? headers.get("x-real-ip")) ?? UNKNOWN_ADDRESS;

  const forwardedFor = headers.get("x-forwarded-for")?.split(",") ?? [];
  // Each trusted proxy has added whom it heard from at the end; what stands before may be anyone's invention.
  const forwarded = trustedProxyHops > 0 ? readAddress(forwardedFor.at(-trustedProxyHops)) : undefined;
  const connection = isOurServer ? readAddress(headers.get(CONNECTION_ADDRESS_HEADER)) : undefined;
  return forwarded ?? connection ?? UNKNOWN_ADDRESS;
}

/** An address in its one spelling, without the port that some proxies add; undefined for anything else. */
function readAddress(text: string | null | undefined): string | undefined {
  const [, bracketed, ipv4] =
    /^\s*(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)\s*$/.exec(text ?? "") ?? [];
  const plain = bracketed ?? ipv4 ?? text?.trim() ?? "";
  if (!ipaddr.IPv6.isValid(plain) && !ipaddr.IPv4.isValidFourPartDecimal(plain)) return undefined;
  return ipaddr.process(plain).toString();
}
