import "server-only";

/** How our own server tells the connection's address; it takes the header away from whatever a client sends. */
export const CONNECTION_ADDRESS_HEADER = "x-inkwell-connection-address";

/** Where a request came from. */
export function clientAddress({ headers }: Request): string {
  return headers.get(CONNECTION_ADDRESS_HEADER) ?? "unknown";
}
