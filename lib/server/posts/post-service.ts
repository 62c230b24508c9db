import "server-only";
import { mayChangePost } from "@/lib/policies/ownership";
import { PAGE_MAX_KIB, type PageQuery } from "@/lib/schemas/parameters";
import type { Post, PostCreate, PostUpdate } from "@/lib/schemas/post";
import { currentTime } from "../clock";
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

/** The user who changes or deletes a post. */
interface Actor {
  id: number;
}

/** The user who writes a post. */
interface Author extends Actor {
  username: string;
  imageFile: string | null;
}

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

/**
 * Returns a post.
 *
 * @throws {AppError} `post-not-found`
 */
export async function requirePost(id: number): Promise<Post> {
  const post = await getPostById(id);
  if (post === null) throw new AppError("post-not-found");
  return toPost(post);
}

/**
 * Publishes a post.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function publishPost(
  author: Author,
  text: PostCreate,
  { now = currentTime() } = {},
): Promise<Post> {
  await countNewPost(author.id);
  try {
    return toPost(await insertPost(author, text, now));
  } catch (error) {
    // The account was deleted after its token had been verified.
    throw error instanceof ForeignKeyViolationError ? new AppError("invalid-token", { cause: error }) : error;
  }
}

/**
 * Changes a post.
 *
 * @throws {AppError} `post-not-found`; `forbidden` unless the actor is the author; `too-many-requests`
 */
export async function changePost(actor: Actor, id: number, changes: PostUpdate): Promise<Post> {
  await requireOwnPost(actor, id);
  await countPostChange(actor.id);
  await updatePost(id, actor.id, changes);
  return requirePost(id);
}

/**
 * Deletes a post.
 *
 * @throws {AppError} `post-not-found`; `forbidden` unless the actor is the author; `too-many-requests`
 */
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
