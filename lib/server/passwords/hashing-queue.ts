import "server-only";
import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { AppError } from "../errors";
import { globalSingleton } from "../global-singleton";
import { currentRequest } from "../request/request-context";

/**
 * How many hashes are at work at once in the process. Each takes 64 MiB and one of the four threads of Node's pool, which
 * the verification of tokens needs as well: one thread always stays free.
 */
export const HASHES_AT_WORK = Math.min(availableParallelism(), 3);
/** How many may wait for their turn; who comes after them is told to come back. */
export const HASHES_WAITING = 50;
/** How long one may wait for its turn, in milliseconds. */
const MAX_WAIT_MS = 5_000;

const queue = globalSingleton("password-hashing", () => new PQueue({ concurrency: HASHES_AT_WORK }));

/**
 * Does the work of one hash when its turn comes. A request whose client went away gives its place up; what is at work
 * already is done to its end, since argon2 cannot be stopped.
 *
 * @throws {AppError} `overloaded` when too many wait, when the wait was too long, or when the client went away
 */
export async function enqueueHash<Result>(work: () => Promise<Result>): Promise<Result> {
  if (queue.size >= HASHES_WAITING) throw new AppError("overloaded", { cause: "too many wait" });

  const client = currentRequest()?.signal;
  const wait = new AbortController();
  const giveUp = (cause: string) => wait.abort(new AppError("overloaded", { cause }));
  const leave = () => giveUp("the client went away");
  const timer = setTimeout(() => giveUp("waited too long"), MAX_WAIT_MS);
  const endWait = () => {
    clearTimeout(timer);
    client?.removeEventListener("abort", leave);
  };

  client?.addEventListener("abort", leave);
  if (client?.aborted) leave();
  // Not the client's own signal: the queue would take what is at work for done, and begin another beside it.
  return queue
    .add(
      () => {
        endWait();
        return work();
      },
      { signal: wait.signal },
    )
    .finally(endWait);
}
