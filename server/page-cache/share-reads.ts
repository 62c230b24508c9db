/**
 * Shares the results of a read between callers. Each gets the result of a read that began after its call, as if it had read
 * alone, but at most two reads are under way: one that runs, and one that waits for its end and serves all later callers.
 */
export function shareReads<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined;
  let waiting: Promise<Result> | undefined;

  const start = () => {
    waiting = undefined;
    running = read().finally(() => (running = undefined));
    return running;
  };
  return () => (running === undefined ? start() : (waiting ??= running.then(start, start)));
}
