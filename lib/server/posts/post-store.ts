import "server-only";
import type { PostCreate, PostUpdate } from "@/lib/schemas/post";
import { TEXT_START_LENGTH } from "@/lib/schemas/text-start";
import { db } from "../db/client";
import { execute, queryRows } from "../db/statements";
import { Prisma, type Post, type User } from "../generated/sqlite/client";

/** A row of the posts table with the public columns of its author. */
export interface PostRow extends Post {
  author: Pick<User, "id" | "username" | "imageFile">;
}

/** Selects the posts of one author, or all posts. */
export interface PostList {
  authorId?: number;
}

/** Limits a page of a list. */
export interface PageLimits {
  /** The page starts after this post. */
  afterId?: number | undefined;
  /** The largest number of posts. */
  count: number;
}

/** A page of posts, newest first. */
export interface PageRows {
  rows: PostRow[];
  /** The next page starts after this post. Undefined on the last page. */
  nextAfterId: number | undefined;
}

export async function getPostById(id: number): Promise<PostRow | null> {
  const [row] = await selectPosts(Prisma.sql`content`, Prisma.sql`posts.id = ${id}`, 1);
  return row ?? null;
}

/**
 * Returns a page of a list with whole texts. The page ends before its texts exceed `bytes` in UTF-8, but has at least one
 * post. The sizes are read first: SQLite stores the size of a text beside it, so that no other text is loaded.
 */
export async function findPosts(
  list: PostList,
  { afterId, count, bytes }: PageLimits & { bytes: number },
): Promise<PageRows> {
  const sizes = await queryRows<{ id: number; size: number }>(Prisma.sql`
    SELECT id, octet_length(content) AS size FROM posts
    WHERE ${isInList(list, afterId)} ORDER BY id DESC LIMIT ${count + 1}`);
  let total = 0;
  const fitting = sizes.slice(0, count).filter(({ size }, index) => (total += size) <= bytes || index === 0);
  const [first, last] = [fitting[0], fitting.at(-1)];
  if (first === undefined || last === undefined) return { rows: [], nextAfterId: undefined };
  const rows = await selectPosts(
    Prisma.sql`content`,
    Prisma.sql`${isInList(list, afterId)} AND posts.id BETWEEN ${last.id} AND ${first.id}`,
    fitting.length,
  );
  return { rows, nextAfterId: fitting.length < sizes.length ? last.id : undefined };
}

/** Returns a page of a list with the start of each text. A start that is cut has one character more than list pages need. */
export async function findPostStarts(list: PostList, { afterId, count }: PageLimits): Promise<PageRows> {
  const start = Prisma.sql`substr(content, 1, ${TEXT_START_LENGTH + 1})`;
  const candidates = await selectPosts(start, isInList(list, afterId), count + 1);
  const rows = candidates.slice(0, count);
  return { rows, nextAfterId: candidates.length > count ? rows.at(-1)?.id : undefined };
}

function isInList({ authorId }: PostList, afterId: number | undefined): Prisma.Sql {
  const isByAuthor = authorId === undefined ? Prisma.sql`TRUE` : Prisma.sql`user_id = ${authorId}`;
  const isAfter = afterId === undefined ? Prisma.sql`TRUE` : Prisma.sql`posts.id < ${afterId}`;
  return Prisma.sql`${isByAuthor} AND ${isAfter}`;
}

/** Post and author come from one statement: between two, the author could be deleted. */
async function selectPosts(content: Prisma.Sql, condition: Prisma.Sql, count: number): Promise<PostRow[]> {
  const rows = await queryRows<PostColumns>(Prisma.sql`
    SELECT posts.id, title, ${content} AS content, date_posted, user_id, username, image_file
    FROM posts JOIN users ON users.id = user_id
    WHERE ${condition} ORDER BY posts.id DESC LIMIT ${count}`);
  return rows.map(({ id, title, content: text, date_posted, user_id, username, image_file }) => ({
    id,
    title,
    content: text,
    userId: user_id,
    datePosted: date_posted,
    author: { id: user_id, username, imageFile: image_file },
  }));
}

interface PostColumns {
  id: number;
  title: string;
  content: string;
  date_posted: Date;
  user_id: number;
  username: string;
  image_file: string | null;
}

export async function insertPost(
  author: PostRow["author"],
  { title, content }: PostCreate,
  datePosted: Date,
): Promise<PostRow> {
  const data = { title, content, userId: author.id, datePosted };
  const { id } = await db.post.create({ data, select: { id: true } });
  return { id, ...data, author };
}

interface WriteOptions {
  /** Whether a post is left alone that is not as given any more, by title, text and what it shows of its author. */
  onlyUnchanged?: boolean;
}

/** Changes a post of the given author and returns it, or null if there was none. */
export async function updatePost(
  post: PostRow,
  { title, content }: PostUpdate,
  options: WriteOptions = {},
): Promise<PostRow | null> {
  const [changed] = await queryRows<Pick<PostRow, "title" | "content">>(Prisma.sql`
    UPDATE posts
    SET title = ${title ?? Prisma.sql`title`}, content = ${content ?? Prisma.sql`content`}
    WHERE ${isWritten(post, options)} RETURNING title, content`);
  return changed === undefined ? null : { ...post, ...changed };
}

/** Deletes a post of the given author. Returns whether there was one. */
export async function deletePost(post: PostRow, options: WriteOptions = {}): Promise<boolean> {
  return (await execute(Prisma.sql`DELETE FROM posts WHERE ${isWritten(post, options)}`)) > 0;
}

function isWritten(
  { id, title, content, author }: PostRow,
  { onlyUnchanged = false }: WriteOptions,
): Prisma.Sql {
  const isOwn = Prisma.sql`id = ${id} AND user_id = ${author.id}`;
  if (!onlyUnchanged) return isOwn;
  const isImage =
    author.imageFile === null ? Prisma.sql`image_file IS NULL` : Prisma.sql`image_file = ${author.imageFile}`;
  return Prisma.sql`
    ${isOwn} AND title = ${title} AND content = ${content}
    AND EXISTS (SELECT 1 FROM users WHERE id = ${author.id} AND username = ${author.username} AND ${isImage})`;
}
