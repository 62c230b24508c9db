import "server-only";
import { setImmediate as nextTurn } from "node:timers/promises";
import { mayChangePost } from "@/lib/policies/ownership";
import { PAGE_LIMIT_MAX, PAGE_MAX_KIB, type PageQuery } from "@/lib/schemas/parameters";
import { postSchema, type Post, type PostUpdate } from "@/lib/schemas/post";
import { currentTime } from "../clock";
import { AppError } from "../errors";
import { requireMatch, type Precondition } from "../etag";
import { countPostChange } from "../limits/limit-service";
import { trackSharedUse } from "../request/database-use";
import type { CurrentUser } from "../sessions/session-service";
import { requireUserPublic } from "../users/user-service";
import { requireVerifiedEmail } from "../users/verification-service";
import { decodeCursor, encodeCursor } from "./cursor";
import {
  deletePost,
  findPosts,
  findPostStarts,
  getPostById,
  updatePost,
  type PostList,
  type PostRow,
} from "./post-store";
import { toPost } from "./post-view";

/** The user who deletes a post. */
type Actor = Pick<CurrentUser, "id">;
/** The user who changes a post. */
type Editor = Pick<CurrentUser, "id" | "emailVerifiedAt">;

/** The largest size of all texts on a page, so that a slow reader occupies little memory. */
const PAGE_MAX_BYTES = PAGE_MAX_KIB * 1024;

/** A page of posts, newest first, and the cursor of the next page, if any. */
export interface PostPage {
  posts: Post[];
  nextCursor: string | undefined;
}

/**
 * Returns a page of all posts.
 *
 * @throws {AppError} `validation-error` for an unknown cursor
 */
export async function listPosts(query: PageQuery): Promise<PostPage> {
  return readPage(findPosts, {}, query);
}

/**
 * Returns a page of all posts for display in a list. Each `content` is only the start of the text, so that a page of long
 * posts costs no more than one of short posts.
 *
 * @throws {AppError} `validation-error` for an unknown cursor
 */
export async function listPostStarts(query: PageQuery): Promise<PostPage> {
  return readPage(findPostStarts, {}, query);
}

/**
 * Returns a page of an author's posts.
 *
 * @throws {AppError} `user-not-found`; `validation-error` for a cursor of another list
 */
export async function listPostsByAuthor(authorId: number, query: PageQuery): Promise<PostPage> {
  await requireUserPublic(authorId);
  return readPage(findPosts, { authorId }, query);
}

/**
 * Returns a page of an author's posts, each with only the start of its text.
 *
 * @throws {AppError} `user-not-found`; `validation-error` for a cursor of another list
 */
export async function listPostStartsByAuthor(authorId: number, query: PageQuery): Promise<PostPage> {
  await requireUserPublic(authorId);
  return readPage(findPostStarts, { authorId }, query);
}

/** Returns the newest posts of a list with whole texts, however long they are. */
export async function listNewestPosts(list: PostList, count: number): Promise<Post[]> {
  return (await findPosts(list, { count, bytes: Infinity })).rows.map(toPost);
}

/**
 * Yields all posts of an author, newest first, with whole texts. It reads a page whenever those before have been taken, so it
 * occupies little memory however many there are. A post that is published meanwhile is not among them.
 */
export async function* readAllPosts(authorId: number): AsyncGenerator<Post, void, void> {
  let afterId: number | undefined;
  do {
    const limits = { afterId, count: PAGE_LIMIT_MAX, bytes: PAGE_MAX_BYTES };
    // The time that a request may wait for the database is that of a page here: the whole takes as long as the reader does.
    const { rows, nextAfterId } = await trackSharedUse(() => findPosts({ authorId }, limits));
    yield* rows.map(toPost);
    afterId = nextAfterId;
    // A fast reader must not keep other requests waiting.
    await nextTurn();
  } while (afterId !== undefined);
}

/**
 * Returns a post.
 *
 * @throws {AppError} `post-not-found`
 */
export async function requirePost(id: number): Promise<Post> {
  return toPost(await requireRow(id));
}

/**
 * Changes a post. With a precondition, it changes only the state that meets the precondition.
 *
 * @throws {AppError} `post-not-found`; `forbidden` unless the actor is the author; `email-not-verified`;
 *   `precondition-failed`; `too-many-requests`
 */
export async function changePost(
  actor: Editor,
  id: number,
  changes: PostUpdate,
  ifMatch?: Precondition,
): Promise<Post> {
  const post = await requireOwnRow(actor, id, ifMatch);
  requireVerifiedEmail(actor);
  await countPostChange(actor.id);
  const changed = await updatePost(post, changes, currentTime(), { onlyUnchanged: ifMatch !== undefined });
  if (changed === null) throw await explainUnmatched(id);
  return toPost(changed);
}

/**
 * Deletes a post. With a precondition, it deletes only the state that meets the precondition.
 *
 * @throws {AppError} `post-not-found`; `forbidden` unless the actor is the author; `precondition-failed`; `too-many-requests`
 */
export async function removePost(actor: Actor, id: number, ifMatch?: Precondition): Promise<void> {
  const post = await requireOwnRow(actor, id, ifMatch);
  await countPostChange(actor.id);
  if (!(await deletePost(post, { onlyUnchanged: ifMatch !== undefined }))) throw await explainUnmatched(id);
}

async function requireRow(id: number): Promise<PostRow> {
  const post = await getPostById(id);
  if (post === null) throw new AppError("post-not-found");
  return post;
}

async function requireOwnRow(actor: Actor, id: number, ifMatch: Precondition | undefined): Promise<PostRow> {
  const row = await requireRow(id);
  const post = toPost(row);
  if (!mayChangePost(actor, post)) throw new AppError("forbidden");
  requireMatch(ifMatch, postSchema.parse(post));
  return row;
}

/** Builds the error of a write that found no row to write: the post was deleted or changed since it was read. */
async function explainUnmatched(id: number): Promise<AppError> {
  return new AppError((await getPostById(id)) === null ? "post-not-found" : "precondition-failed");
}

async function readPage(
  find: typeof findPosts,
  list: PostList,
  { limit, cursor }: PageQuery,
): Promise<PostPage> {
  const afterId = cursor === undefined ? undefined : requireCursor(list, cursor);
  const { rows, nextAfterId } = await find(list, { afterId, count: limit, bytes: PAGE_MAX_BYTES });
  const nextCursor = nextAfterId === undefined ? undefined : encodeCursor(list, nextAfterId);
  return { posts: rows.map(toPost), nextCursor };
}

function requireCursor(list: PostList, cursor: string): number {
  const afterId = decodeCursor(list, cursor);
  if (afterId !== undefined) return afterId;
  const detail = "Use the cursor from the Link header of a page of this list";
  throw new AppError("validation-error", {
    errors: [{ parameter: "cursor", detail, code: "unknown-cursor" }],
  });
}
