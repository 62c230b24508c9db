import "server-only";

/** uri-host and port (RFC 3986 §3.2.2); ASCII only, since clients send internationalized names in Punycode. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]+)(?::\d*)?$/i;

/** Returns whether a `Host` field names a host: not empty, of the right characters, with a port that can exist. */
export function isValidHost(text: string): boolean {
  return HOST.test(text) && URL.canParse(`http://${text}`);
}
