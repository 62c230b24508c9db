import "server-only";
import ipaddr from "ipaddr.js";

/** Client addresses that are counted together. */
export interface AddressBlock {
  /** An IPv4 address, or an IPv6 network such as `2001:db8:1:2::/64`. */
  name: string;
  /** How many times the quota of a single address the block has. */
  factor: number;
}

/**
 * A subscriber usually gets a /64 of IPv6, and a site up to a /48 (RFC 6177 §2). Either can send from any address in it.
 */
const IPV6_BLOCKS = [
  { prefixBits: 64, factor: 1 },
  { prefixBits: 48, factor: 10 },
] as const;

/**
 * Returns the blocks under which a client address is counted, the narrowest first: an IPv4 address alone, an IPv6 address
 * by its /64 and its /48. Text that is not an address is a block of its own.
 */
export function toAddressBlocks(address: string): AddressBlock[] {
  if (!ipaddr.IPv6.isValid(address)) return [{ name: address, factor: 1 }];
  const { parts } = ipaddr.IPv6.parse(address);
  return IPV6_BLOCKS.map(({ prefixBits, factor }) => {
    const network = parts.map((part, index) => (index * 16 < prefixBits ? part : 0));
    return { name: `${new ipaddr.IPv6(network).toString()}/${prefixBits}`, factor };
  });
}

/**
 * Returns how much of a shared resource a client already holds, given the blocks of everyone who holds a piece: the
 * largest count over the client's blocks, each divided by its factor.
 */
export function countHeld(
  blocks: readonly AddressBlock[],
  holders: Iterable<readonly AddressBlock[]>,
): number {
  const held = [...holders];
  const counts = blocks.map(
    ({ name, factor }) =>
      held.filter((others) => others.some((other) => other.name === name)).length / factor,
  );
  return Math.max(...counts);
}
