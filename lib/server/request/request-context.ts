import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** What is known of a request wherever it is worked on: for the log and for limits. */
export interface RequestContext {
  /** `X-Request-Id` of the answer. */
  requestId: string;
  /** Where it came from. */
  address: string;
  /** What its client calls itself, if anything. */
  userAgent: string | null;
  method: string;
  /** Without the query, in which a client may put anything. */
  path: string;
  /** Who sent it, once the access token has told. */
  userId?: number;
  /** Aborts when the client goes away before it has its answer. */
  signal: AbortSignal;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Does what a request asks for; whatever runs inside can ask for `currentRequest`. */
export function runInRequest<Result>(context: RequestContext, action: () => Result): Result {
  return storage.run(context, action);
}

/** Notes who sent the request at work. */
export function noteUser(userId: number): void {
  Object.assign(storage.getStore() ?? {}, { userId });
}

/** The request at work, or undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
