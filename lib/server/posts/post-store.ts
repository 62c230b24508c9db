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
export async function selectPosts(
  content: Prisma.Sql,
  condition: Prisma.Sql,
  count: number,
): Promise<PostRow[]> {
  const rows = await queryRows<PostColumns>(Prisma.sql`
    SELECT posts.id, title, ${content} AS content, date_posted, date_edited, user_id, username, image_file
    FROM posts JOIN users ON users.id = user_id
    WHERE ${condition} ORDER BY posts.id DESC LIMIT ${count}`);
  return rows.map(({ date_posted, date_edited, user_id, username, image_file, ...post }) => ({
    ...post,
    userId: user_id,
    datePosted: date_posted,
    dateEdited: date_edited,
    author: { id: user_id, username, imageFile: image_file },
  }));
}

interface PostColumns {
  id: number;
  title: string;
  content: string;
  date_posted: Date;
  date_edited: Date | null;
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
  return { id, ...data, dateEdited: null, author };
}

interface WriteOptions {
  /** Whether a post is left alone that is not as given any more, by what it shows of itself and its author. */
  onlyUnchanged?: boolean;
}

/** Changes a post of the given author and returns it, or null if there was none. Without a new title or text, it stays unedited. */
export async function updatePost(
  post: PostRow,
  changes: PostUpdate,
  now: Date,
  options: WriteOptions = {},
): Promise<PostRow | null> {
  const title = changes.title ?? Prisma.sql`title`;
  const content = changes.content ?? Prisma.sql`content`;
  const [changed] = await queryRows<Pick<PostColumns, "title" | "content" | "date_edited">>(Prisma.sql`
    UPDATE posts
    SET title = ${title}, content = ${content},
      date_edited = CASE WHEN title = ${title} AND content = ${content} THEN date_edited ELSE ${now} END
    WHERE ${isWritten(post, options)} RETURNING title, content, date_edited`);
  if (changed === undefined) return null;
  return { ...post, title: changed.title, content: changed.content, dateEdited: changed.date_edited };
}

/** Deletes a post of the given author. Returns whether there was one. */
export async function deletePost(post: PostRow, options: WriteOptions = {}): Promise<boolean> {
  return (await execute(Prisma.sql`DELETE FROM posts WHERE ${isWritten(post, options)}`)) > 0;
}

function isWritten(
  { id, title, content, dateEdited, author }: PostRow,
  { onlyUnchanged = false }: WriteOptions,
): Prisma.Sql {
  const isOwn = Prisma.sql`id = ${id} AND user_id = ${author.id}`;
  if (!onlyUnchanged) return isOwn;
  const isImage =
    author.imageFile === null ? Prisma.sql`image_file IS NULL` : Prisma.sql`image_file = ${author.imageFile}`;
  return Prisma.sql`
    ${isOwn} AND title = ${title} AND content = ${content} AND date_edited IS NOT DISTINCT FROM ${dateEdited}
    AND EXISTS (SELECT 1 FROM users WHERE id = ${author.id} AND username = ${author.username} AND ${isImage})`;
}
