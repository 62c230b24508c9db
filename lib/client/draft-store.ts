import { parseDraft, type Draft } from "./draft";
import { randomId } from "./random-id";

/** Why a draft is only in the memory of this tab. */
export type StorageProblem = "full" | "blocked";

/**
 * Each draft has its own entry of `localStorage`, whose name begins with the id of its author: other users of the same browser
 * do not see it, and tabs do not overwrite each other's drafts.
 */
const PREFIX = "inkwell-draft:";
const nameOf = (userId: number, id: string) => `${PREFIX}${userId}:${id}`;

/** Drafts that could not be stored, by their names. They last as long as this page. */
const unstored = new Map<string, string>();

/** Returns a draft of a user, or undefined if there is none or it cannot be read. */
export function readDraft(userId: number, id: string): Draft | undefined {
  const name = nameOf(userId, id);
  return parseDraft(id, unstored.get(name) ?? readEntry(name));
}

/** Returns the drafts of a user, the latest first. */
export function listDrafts(userId: number): Draft[] {
  const names = new Set([...listEntries(userId), ...unstored.keys()]);
  const prefix = nameOf(userId, "");
  return [...names]
    .filter((name) => name.startsWith(prefix))
    .map((name) => readDraft(userId, name.slice(prefix.length)))
    .filter((draft) => draft !== undefined)
    .sort((one, other) => other.savedAt - one.savedAt);
}

/**
 * Stores a draft until it is removed: it survives errors, logging out and closed tabs. If another tab has saved or removed the
 * draft since this one read it, both are kept: this one gets a new id. Returns the draft as it is now stored.
 */
export function saveDraft(userId: number, draft: Draft): { draft: Draft; problem?: StorageProblem } {
  const isForeign = readDraft(userId, draft.id)?.revision !== draft.revision;
  const saved = {
    ...draft,
    ...(isForeign && { id: randomId(), key: randomId(), attempts: [] }),
    savedAt: Date.now(),
    revision: randomId(),
  };
  const name = nameOf(userId, saved.id);
  const json = JSON.stringify(saved);
  try {
    localStorage.setItem(name, json);
    unstored.delete(name);
    watchLeaving();
    return { draft: saved };
  } catch (error) {
    unstored.set(name, json);
    watchLeaving();
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError";
    return { draft: saved, problem: isFull ? "full" : "blocked" };
  }
}

/** Deletes a draft that was published or discarded, unless another tab has saved it since this one read it. */
export function deleteDraft(userId: number, { id, revision }: Pick<Draft, "id" | "revision">): void {
  if (readDraft(userId, id)?.revision !== revision) return;
  const name = nameOf(userId, id);
  unstored.delete(name);
  watchLeaving();
  try {
    localStorage.removeItem(name);
  } catch {
    // Storage is blocked, so there is no draft.
  }
}

/** Deletes all drafts of a user, for a deleted account, or those of one post, for a deleted post. */
export function deleteAllDrafts(userId: number, postId?: number): void {
  for (const draft of listDrafts(userId)) {
    if (postId === undefined || draft.postId === postId) deleteDraft(userId, draft);
  }
}

/** Calls `listener` when another tab has changed a draft. Returns an unsubscribe function. */
export function subscribeToDrafts(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || key.startsWith(PREFIX)) listener();
  };
  addEventListener("storage", onStorage);
  return () => removeEventListener("storage", onStorage);
}

function readEntry(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function listEntries(userId: number): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(nameOf(userId, "")));
  } catch {
    return [];
  }
}

const ask = (event: BeforeUnloadEvent) => event.preventDefault();

/** Makes the browser ask before the page is left, as long as a draft is only in its memory. */
function watchLeaving(): void {
  if (unstored.size > 0) addEventListener("beforeunload", ask);
  else removeEventListener("beforeunload", ask);
}
