import "server-only";
import { mayChangePost } from "@/lib/policies/ownership";
import type { PageQuery } from "@/lib/schemas/parameters";
import type { Post, PostCreate, PostUpdate } from "@/lib/schemas/post";
import { AppError, ForeignKeyViolationError } from "../errors";
import { countNewPost, countPostChange } from "../limits/limit-service";
import { requireUserPublic } from "../users/user-service";
import { decodeCursor, encodeCursor } from "./cursor";
import {
  deletePost,
  findPosts,
  findPostStarts,
  getPostById,
  insertPost,
  updatePost,
  type PostList,
} from "./post-store";
import { toPost } from "./post-view";

/** The user who writes, changes or deletes a post. */
interface Actor {
  id: number;
}

/** A page of posts, newest first, and the cursor of the next page, if any. */
export interface PostPage {
  posts: Post[];
  nextCursor: string | undefined;
}

/** @throws {AppError} `validation-error` for a cursor that was not handed out */
export async function listPosts(query: PageQuery): Promise<PostPage> {
  return readPage(findPosts, {}, query);
}

/**
 * As `listPosts`, but each `content` is only the start that a list shows: a page of long posts costs what one of short
 * ones does.
 *
 * @throws as `listPosts`
 */
export async function listPostStarts(query: PageQuery): Promise<PostPage> {
  return readPage(findPostStarts, {}, query);
}

/** @throws {AppError} `user-not-found`; `validation-error` for a cursor that was not handed out for this author */
export async function listPostsByAuthor(authorId: number, query: PageQuery): Promise<PostPage> {
  await requireUserPublic(authorId);
  return readPage(findPosts, { authorId }, query);
}

/** As `listPostsByAuthor`, with each `content` as in `listPostStarts`. */
export async function listPostStartsByAuthor(authorId: number, query: PageQuery): Promise<PostPage> {
  await requireUserPublic(authorId);
  return readPage(findPostStarts, { authorId }, query);
}

/** @throws {AppError} `post-not-found` */
export async function requirePost(id: number): Promise<Post> {
  const post = await getPostById(id);
  if (post === null) throw new AppError("post-not-found");
  return toPost(post);
}

/**
 * Publishes a post in the name of `author`; `now` stands in for the wall clock.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function publishPost(author: Actor, text: PostCreate, { now = new Date() } = {}): Promise<Post> {
  await countNewPost(author.id);
  try {
    return toPost(await insertPost(author.id, text, now));
  } catch (error) {
    // The account was deleted since its token was checked.
    throw error instanceof ForeignKeyViolationError ? new AppError("invalid-token", { cause: error }) : error;
  }
}

/** @throws {AppError} `post-not-found`; `forbidden` to all but its author; `too-many-requests` */
export async function changePost(actor: Actor, id: number, changes: PostUpdate): Promise<Post> {
  await requireOwnPost(actor, id);
  await countPostChange(actor.id);
  await updatePost(id, actor.id, changes);
  return requirePost(id);
}

/** @throws {AppError} `post-not-found`; `forbidden` to all but its author; `too-many-requests` */
export async function removePost(actor: Actor, id: number): Promise<void> {
  await requireOwnPost(actor, id);
  await countPostChange(actor.id);
  await deletePost(id, actor.id);
}

async function requireOwnPost(actor: Actor, id: number): Promise<void> {
  if (!mayChangePost(actor, await requirePost(id))) throw new AppError("forbidden");
}

async function readPage(
  find: typeof findPosts,
  list: PostList,
  { limit, cursor }: PageQuery,
): Promise<PostPage> {
  const afterId = cursor === undefined ? undefined : requireCursor(list, cursor);
  // One more than is shown tells whether there is a next page.
  const rows = await find(list, limit + 1, afterId);
  const posts = rows.slice(0, limit).map(toPost);
  const last = posts.at(-1);
  return { posts, nextCursor: rows.length > limit && last ? encodeCursor(list, last.id) : undefined };
}

function requireCursor(list: PostList, cursor: string): number {
  const afterId = decodeCursor(list, cursor);
  if (afterId !== undefined) return afterId;
  const detail = "Use the cursor from the Link header of a page of this list";
  throw new AppError("validation-error", {
    errors: [{ parameter: "cursor", detail, code: "unknown-cursor" }],
  });
}
