import "server-only";
import pRetry from "p-retry";
import { isBusy } from "./db-errors";

/**
 * Retries an action while another connection holds the lock. The event loop is free in between.
 *
 * @throws the last error after `timeoutMs`, and any other error at once
 */
export function retryWhileBusy<T>(action: () => Promise<T>, timeoutMs: number): Promise<T> {
  return pRetry(action, {
    retries: Infinity,
    maxRetryTime: timeoutMs,
    minTimeout: 20,
    factor: 1.5,
    maxTimeout: 250,
    randomize: true,
    shouldRetry: ({ error }) => isBusy(error),
  });
}
