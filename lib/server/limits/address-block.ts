import "server-only";
import ipaddr from "ipaddr.js";

/** What one customer of a provider gets of IPv6, and so may change addresses within (RFC 6177 §2). */
const IPV6_PREFIX_BITS = 64;

/** The addresses that count as one: an IPv4 address, or the /64 of an IPv6 address; other text stays as it is. */
export function toAddressBlock(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  const { parts } = ipaddr.IPv6.parse(address);
  const network = parts.map((part, index) => (index * 16 < IPV6_PREFIX_BITS ? part : 0));
  return `${new ipaddr.IPv6(network).toString()}/${IPV6_PREFIX_BITS}`;
}
