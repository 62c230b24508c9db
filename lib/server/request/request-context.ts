import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** Facts about a request that the log and the limits use. */
export interface RequestContext {
  /** `X-Request-Id` of the response. */
  requestId: string;
  /** Address of the client, see `clientAddress`. */
  address: string;
  userAgent: string | null;
  method: string;
  /** Without the query, which may contain secrets. */
  path: string;
  /** Set once the access token has been verified. */
  userId?: number;
  /** Aborts when the client disconnects before the response has been sent. */
  signal: AbortSignal;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `action` so that `currentRequest` returns `context` anywhere inside. */
export function runInRequest<Result>(context: RequestContext, action: () => Result): Result {
  return storage.run(context, action);
}

/** Sets the user of the current request. */
export function noteUser(userId: number): void {
  Object.assign(storage.getStore() ?? {}, { userId });
}

/** Returns the context of the current request, or undefined outside of one. */
export function currentRequest(): RequestContext | undefined {
  return storage.getStore();
}
