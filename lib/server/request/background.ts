import "server-only";

/** Where Next's documented contract for hosts has the context of a request (https://nextjs.org/docs/app/api-reference/functions/after). */
const REQUEST_CONTEXT = Symbol.for("@next/request-context");

type RequestContext = { get: () => { waitUntil?: (work: Promise<unknown>) => void } | undefined };

/**
 * Lets work go on after the response. Its failures are ignored. A host that freezes the process between requests, such as Vercel,
 * waits for the work first.
 */
export function runInBackground(work: Promise<unknown>): void {
  const settled = work.catch(() => undefined);
  const host = (globalThis as { [REQUEST_CONTEXT]?: RequestContext })[REQUEST_CONTEXT];
  host?.get()?.waitUntil?.(settled);
}
