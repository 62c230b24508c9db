/** The unpublished text of a new post, or of a change to a published one. */
export interface Draft {
  title: string;
  content: string;
}

/** Identifies a draft by its author, so that other users of the same browser do not see it. */
export interface DraftKey {
  userId: number;
  /** The post that is being changed; left out for a new one. */
  postId?: number | undefined;
}

/** Returns the stored draft, or undefined if there is none or it cannot be read. */
export function readDraft(key: DraftKey): Draft | undefined {
  try {
    const { title, content } = JSON.parse(localStorage.getItem(nameOf(key)) ?? "null") as Record<
      string,
      unknown
    >;
    return typeof title === "string" && typeof content === "string" ? { title, content } : undefined;
  } catch {
    return undefined;
  }
}

/** Stores a draft until it is deleted: it survives errors, logging out and reloads. */
export function saveDraft(key: DraftKey, draft: Draft): void {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(draft));
  } catch {
    // Storage is full or denied. The text is still in the form.
  }
}

export function deleteDraft(key: DraftKey): void {
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    // Storage is denied, so there is no draft.
  }
}

/** Deletes all drafts of a user, for a deleted account. */
export function deleteAllDrafts(userId: number): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${userId}:`));
    for (const name of names) localStorage.removeItem(name);
  } catch {
    // Storage is denied, so there is no draft.
  }
}

/** Notes in this tab that an expired login closed the editor, which opens again after login. */
export function markInterrupted(key: DraftKey): void {
  try {
    sessionStorage.setItem(INTERRUPTED, nameOf(key));
  } catch {
    // The draft is stored anyway; the user opens the editor again.
  }
}

/** Returns whether an expired login closed this editor. */
export function wasInterrupted(key: DraftKey): boolean {
  try {
    return sessionStorage.getItem(INTERRUPTED) === nameOf(key);
  } catch {
    return false;
  }
}

export function clearInterrupted(key: DraftKey): void {
  if (wasInterrupted(key)) sessionStorage.removeItem(INTERRUPTED);
}

const INTERRUPTED = "inkwell-interrupted";
const PREFIX = "inkwell-draft:";

function nameOf({ userId, postId }: DraftKey): string {
  return `${PREFIX}${userId}:${postId ?? "new"}`;
}
