import type { Post, PostUpdate } from "@/lib/schemas/post";
import { ApiError, requestApi, type ApiRequest } from "./api-client";
import { isSameText, type Draft, type PostText, type PostVersion } from "./draft";

/** An ETag that no post has: the first try to save then loads the post. */
export const NO_ETAG = '""';

export type Call = <Body>(request: ApiRequest) => Promise<Body>;

/** `changed` means that title or text were changed elsewhere since the writer began. */
export type SaveResult = { kind: "saved" } | { kind: "changed"; theirs: PostVersion } | { kind: "gone" };

/** How often to save again while only the name of the author changes. */
const MAX_TRIES = 3;

/**
 * Loads a post with its ETag; undefined if it does not exist.
 *
 * @throws {ApiError}
 * @throws {NetworkError}
 */
export async function loadVersion(postId: number): Promise<{ post: Post; version: PostVersion } | undefined> {
  try {
    const { data, headers } = await requestApi<Post>({ path: `/posts/${postId}` });
    const { title, content } = data;
    return { post: data, version: { title, content, etag: headers.get("ETag") ?? NO_ETAG } };
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/**
 * Compares a draft with the post as it is now: `saved` if they are the same, `mine` if the post is what the writer began from or
 * has sent before, `changed` if it was changed elsewhere.
 */
export function compareWithPost(draft: Draft, current: PostText): "saved" | "mine" | "changed" {
  if (isSameText(current, draft)) return "saved";
  // Drafts of earlier versions of this site do not know what they began from.
  const known = [draft.base ?? current, ...(draft.attempts ?? [])];
  return known.some((text) => isSameText(text, current)) ? "mine" : "changed";
}

/**
 * Saves a change of a post: sends the fields that differ from the version that the draft began from, unless the post has been
 * changed elsewhere meanwhile. A new ETag with the same text, as after a change of the author's name, does not count.
 *
 * @throws {ApiError}
 * @throws {NetworkError}
 */
export async function saveChanges(call: Call, postId: number, draft: Draft): Promise<SaveResult> {
  const mine = { title: draft.title.trim(), content: draft.content };
  let version = draft.base;
  for (let tries = 1; ; tries += 1) {
    if (version !== undefined) {
      const changes = changesSince(version, mine);
      if (Object.keys(changes).length === 0) return { kind: "saved" };
      try {
        const headers = { "If-Match": version.etag };
        await call<Post>({ method: "PATCH", path: `/posts/${postId}`, body: changes, headers });
        return { kind: "saved" };
      } catch (error) {
        if (isGone(error)) return { kind: "gone" };
        if (!isOutdated(error) || tries === MAX_TRIES) throw error;
      }
    }
    const current = await loadVersion(postId);
    if (current === undefined) return { kind: "gone" };
    if (compareWithPost(draft, current.version) === "changed") {
      return { kind: "changed", theirs: current.version };
    }
    version = current.version;
  }
}

/**
 * Publishes a draft and returns the id of its post. However often it is called for one draft, with whatever lost responses,
 * there is one post: if an earlier text has become a post, that post is changed.
 *
 * @throws {ApiError}
 * @throws {NetworkError}
 */
export async function publishDraft(call: Call, draft: Draft): Promise<number> {
  const post = (body: PostText) =>
    call<Post>({ method: "POST", path: "/posts", body, headers: { "Idempotency-Key": draft.key } });
  const mine = { title: draft.title.trim(), content: draft.content };
  try {
    return (await post(mine)).id;
  } catch (error) {
    if (!isKeyReused(error)) throw error;
    const { id } = await findPublished(post, draft, error);
    const version = (await loadVersion(id))?.version;
    if (version) await saveChanges(call, id, { ...draft, base: version });
    return id;
  }
}

/** Finds the earlier text that has become a post: the server returns the same response for it again. */
async function findPublished(
  post: (body: PostText) => Promise<Post>,
  { attempts = [] }: Draft,
  reason: ApiError,
): Promise<Post> {
  for (const { title, content } of [...attempts].reverse()) {
    try {
      return await post({ title: title.trim(), content });
    } catch (error) {
      if (!isKeyReused(error)) throw error;
    }
  }
  throw reason;
}

/** Returns the fields that differ. */
export function changesSince(version: PostText, mine: PostText): PostUpdate {
  return {
    ...(mine.title !== version.title && { title: mine.title }),
    ...(mine.content !== version.content && { content: mine.content }),
  };
}

const hasCode = (error: unknown, code: string): error is ApiError =>
  error instanceof ApiError && error.code === code;
const isGone = (error: unknown) => hasCode(error, "post-not-found");
const isOutdated = (error: unknown) => hasCode(error, "precondition-failed");
const isKeyReused = (error: unknown): error is ApiError => hasCode(error, "idempotency-key-reused");
