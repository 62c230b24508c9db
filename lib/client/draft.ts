import { randomId } from "./random-id";

/** What people write: the two fields of a post. */
export interface PostText {
  title: string;
  content: string;
}

/** A published post as the server had it at some time. */
export interface PostVersion extends PostText {
  /** The ETag of `GET /api/posts/{id}`, for `If-Match`. */
  etag: string;
}

/** A text that is not published yet: of a new post, or of a change to a published one. */
export interface Draft extends PostText {
  /** Names the draft in the URL of its editor. */
  id: string;
  /** The post that is being changed; left out for a new one. */
  postId?: number;
  /** The version of the post that the writer began from. Unknown for drafts of earlier versions of this site. */
  base?: PostVersion;
  /** The `Idempotency-Key` of the request that publishes the draft. */
  key: string;
  /** Texts that were sent without a certain result, the latest last. */
  attempts?: PostText[];
  /** Set for a text that lost against another version: the editor of the post does not open it by itself. */
  isSetAside?: boolean;
  /** In milliseconds since 1970. */
  savedAt: number;
  /** Changes with each save, so that two tabs with the same draft notice each other. */
  revision?: string;
}

/** Creates an empty draft of a new post, or one of a change that begins from a version of a post. */
export function createDraft(change?: { postId: number; base: PostVersion }): Draft {
  const { title, content } = change?.base ?? { title: "", content: "" };
  return { id: randomId(), key: randomId(), title, content, savedAt: Date.now(), ...change };
}

/** Returns a draft as it was before it was first stored. */
export function asUnstored(draft: Draft): Draft {
  const unstored = { ...draft };
  delete unstored.revision;
  return unstored;
}

/** Returns whether two texts are the same post. The server trims titles. */
export function isSameText(one: PostText, other: PostText): boolean {
  return one.title.trim() === other.title.trim() && one.content === other.content;
}

/** Returns whether a draft holds nothing that would be lost with it. */
export function isUnchanged(draft: Draft): boolean {
  if (draft.base) return draft.title === draft.base.title && draft.content === draft.base.content;
  return draft.postId === undefined && draft.title.trim() === "" && draft.content.trim() === "";
}

/** Reads a stored draft; undefined if it is none. Earlier versions stored only title and content, under the id of the post. */
export function parseDraft(id: string, json: string | null): Draft | undefined {
  try {
    const stored = JSON.parse(json ?? "null") as Partial<Draft> | null;
    if (typeof stored?.title !== "string" || typeof stored.content !== "string") return undefined;
    const postId = /^[1-9]\d*$/.test(id) ? Number(id) : undefined;
    return {
      key: randomId(),
      savedAt: Date.now(),
      revision: "",
      ...(postId !== undefined && { postId }),
      ...stored,
      title: stored.title,
      content: stored.content,
      id,
    };
  } catch {
    return undefined;
  }
}
