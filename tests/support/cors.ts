/** A listed origin. */
export const APP = "https://app.example";
const EXPOSED = "ETag, Link, Location, Retry-After, X-Request-Id";
/** The CORS headers of a response to a page of `APP`. */
export const ALLOWED = {
  "access-control-allow-origin": APP,
  "access-control-expose-headers": EXPOSED,
};
/** What CORS says about a response. */
export interface Received {
  status: number;
  vary: string[];
  /** The headers that begin with `access-control-`. */
  cors: Record<string, string>;
}

/** Reduces a response to what CORS says about it. */
export function receive(status: number, headers: Iterable<[string, string]>): Received {
  const all = Object.fromEntries(headers);
  return {
    status,
    vary: (all["vary"] ?? "").split(/,\s*/),
    cors: Object.fromEntries(Object.entries(all).filter(([name]) => name.startsWith("access-control-"))),
  };
}

/** Sends a request as a page of another origin does. */
export async function send(to: { url: string }, path: string, init: RequestInit = {}): Promise<Received> {
  const response = await fetch(to.url + path, init);
  await response.text();
  return receive(response.status, response.headers);
}
