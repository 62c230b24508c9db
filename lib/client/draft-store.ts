/** What somebody is writing: a new post, or a change of one that is there. */
export interface Draft {
  title: string;
  content: string;
}

/** Whose draft of what: nobody else on the same machine gets to see it. */
export interface DraftKey {
  userId: number;
  /** The post that is being changed; absent for a new one. */
  postId?: number | undefined;
}

/** Gives the kept draft, or undefined where there is none (that can be read). */
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

/** Keeps a draft until it is dropped: through failures, log-outs and reloads. */
export function keepDraft(key: DraftKey, draft: Draft): void {
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(draft));
  } catch {
    // Storage that is full or denied: the text still stands in the form.
  }
}

export function dropDraft(key: DraftKey): void {
  try {
    localStorage.removeItem(nameOf(key));
  } catch {
    // Nothing was kept where storage is denied.
  }
}

/** Drops everything that a user was writing: nothing of an account that is gone stays behind. */
export function dropAllDrafts(userId: number): void {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${userId}:`));
    for (const name of names) localStorage.removeItem(name);
  } catch {
    // Nothing was kept where storage is denied.
  }
}

/** Remembers, for this tab, that a log-in came between: the editor opens again by itself afterwards. */
export function markInterrupted(key: DraftKey): void {
  try {
    sessionStorage.setItem(INTERRUPTED, nameOf(key));
  } catch {
    // The draft is kept all the same; it has to be opened by hand.
  }
}

/** Says whether this editor was open when the log-in ran out. */
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
