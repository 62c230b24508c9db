const SCHEMES = new Set(["http:", "https:", "mailto:"]);

/** Longer addresses stay text: servers reject many of them. */
const MAX_ADDRESS_LENGTH = 2_000;

/**
 * Returns whether a link in a text may lead to an address. The parser of browsers decides about the scheme, so no spelling
 * of `javascript:` passes. A relative address has the scheme of the page.
 */
export function isSafeAddress(address: string): boolean {
  if (address.length > MAX_ADDRESS_LENGTH) return false;
  try {
    return SCHEMES.has(new URL(address, "https://relative.invalid").protocol);
  } catch {
    return false;
  }
}
