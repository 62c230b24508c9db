import "server-only";

const turns = new Map<string, Promise<unknown>>();

/** Runs actions with the same key one after the other. Those of other processes do not wait. */
export async function runInTurn<Result>(key: string, action: () => Promise<Result>): Promise<Result> {
  const before = turns.get(key);
  const turn = (before ?? Promise.resolve()).then(action, action);
  turns.set(key, turn);
  try {
    return await turn;
  } finally {
    if (turns.get(key) === turn) turns.delete(key);
  }
}
