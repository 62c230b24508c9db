import "server-only";

/** At most this many in one statement. */
const GROUP_SIZE = 100;

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Does with many at once what would be a write, and a wait for the disk, for each: what comes while a group is at work
 * makes up the next one. No key is twice in a group; `work` gives the results by key.
 */
export function groupByKey<Item extends { key: string }, Result>(
  work: (items: Item[]) => Promise<Map<string, Result>>,
): (item: Item) => Promise<Result | undefined> {
  let waiting: Waiting<Item, Result>[] = [];
  let isAtWork = false;

  async function workOff(): Promise<void> {
    while (waiting.length > 0) {
      const group = new Map<string, Waiting<Item, Result>>();
      waiting = waiting.filter((entry) => {
        if (group.has(entry.item.key) || group.size >= GROUP_SIZE) return true;
        group.set(entry.item.key, entry);
        return false;
      });
      const entries = [...group.values()];
      try {
        const results = await work(entries.map(({ item }) => item));
        for (const { item, resolve } of entries) resolve(results.get(item.key));
      } catch (error) {
        for (const { reject } of entries) reject(error);
      }
    }
    isAtWork = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isAtWork) return;
      isAtWork = true;
      // Whatever else this turn of the event loop brings is part of the group.
      setImmediate(() => void workOff());
    });
}
