import "server-only";
import { availableParallelism } from "node:os";
import PQueue from "p-queue";
import { AppError } from "../errors";
import { globalSingleton } from "../global-singleton";
import { countHeld, toAddressBlocks, type AddressBlock } from "../request/address-blocks";
import { currentRequest } from "../request/request-context";

/**
 * How many hashes run at the same time in this process. Each takes 64 MiB and one of the four threads of Node's pool. One
 * thread always stays free for the verification of tokens.
 */
export const HASHES_AT_WORK = Math.min(availableParallelism(), 3);
/** How many hashes may wait for their turn. One client may take half of the places: enough for fifty requests at once. */
export const HASHES_WAITING = 100;
/** How long a hash may wait for its turn, in milliseconds. */
const MAX_WAIT_MS = 5_000;

/** The hashes that run or wait, each as the address blocks of its client. */
const holders = globalSingleton("password-hashing-holders", () => new Set<AddressBlock[]>());
const queue = globalSingleton("password-hashing", () => new PQueue({ concurrency: HASHES_AT_WORK }));

/**
 * Runs a password hash when its turn comes. Clients take turns: the next hash is that of the client which had the fewest
 * in the queue when it asked, and no client may take more places than it leaves free, so a flood from one address delays
 * the others by one hash. A request whose client disconnects leaves the queue; a hash that runs cannot be stopped.
 *
 * @throws {AppError} `overloaded` when the queue is full, when the wait took too long, or when the client disconnected
 */
export async function enqueueHash<Result>(work: () => Promise<Result>): Promise<Result> {
  const request = currentRequest();
  const blocks = toAddressBlocks(request?.address ?? "");
  const held = countHeld(blocks, holders);
  if (held >= HASHES_WAITING - queue.size) throw new AppError("overloaded", { cause: "the queue is full" });

  const client = request?.signal;
  const wait = new AbortController();
  const giveUp = (cause: string) => wait.abort(new AppError("overloaded", { cause }));
  const leave = () => giveUp("the client disconnected");
  const timer = setTimeout(() => giveUp("waited too long"), MAX_WAIT_MS);
  const endWait = () => {
    clearTimeout(timer);
    client?.removeEventListener("abort", leave);
  };

  client?.addEventListener("abort", leave);
  if (client?.aborted) leave();
  holders.add(blocks);
  // Not the client's own signal: the queue would count a hash that still runs as done, and start another beside it.
  return queue
    .add(
      () => {
        endWait();
        return work();
      },
      { signal: wait.signal, priority: -held },
    )
    .finally(() => {
      endWait();
      holders.delete(blocks);
    });
}
