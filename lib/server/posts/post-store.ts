import "server-only";
import type { PostCreate, PostUpdate } from "@/lib/schemas/post";
import { TEXT_START_LENGTH } from "@/lib/schemas/text-start";
import { db } from "../db/client";
import { Prisma } from "../generated/prisma/client";

/** A post with what anyone may see of its author, as the database gives it. */
export interface PostRow {
  id: number;
  title: string;
  content: string;
  userId: number;
  datePosted: Date;
  author: { id: number; username: string; imageFile: string | null };
}

/** Which posts: everybody's, or one author's. */
export interface PostList {
  authorId?: number;
}

const withAuthor = { author: true } as const;

export async function getPostById(id: number): Promise<PostRow | null> {
  return db.post.findUnique({ where: { id }, include: withAuthor });
}

/** Gives up to `count` posts of a list, newest first, after the post `afterId` where one is named. */
export async function findPosts({ authorId }: PostList, count: number, afterId?: number): Promise<PostRow[]> {
  return db.post.findMany({
    where: {
      ...(authorId !== undefined && { userId: authorId }),
      ...(afterId !== undefined && { id: { lt: afterId } }),
    },
    orderBy: { id: "desc" },
    take: count,
    include: withAuthor,
  });
}

/** As `findPosts`, with no more of each text than lists are made from, in one statement: half of the time at least. */
export async function findPostStarts(
  { authorId }: PostList,
  count: number,
  afterId?: number,
): Promise<PostRow[]> {
  // One unit more tells that there is more.
  const rows = await db.$queryRaw<PostStartRow[]>`
    SELECT posts.id, title, substr(content, 1, ${TEXT_START_LENGTH + 1}) AS content, date_posted,
           user_id, username, image_file
    FROM posts JOIN users ON users.id = user_id
    WHERE ${authorId === undefined ? Prisma.sql`TRUE` : Prisma.sql`user_id = ${authorId}`}
      AND ${afterId === undefined ? Prisma.sql`TRUE` : Prisma.sql`posts.id < ${afterId}`}
    ORDER BY posts.id DESC LIMIT ${count}`;
  return rows.map(({ user_id, date_posted, username, image_file, ...post }) => ({
    ...post,
    userId: user_id,
    datePosted: date_posted,
    author: { id: user_id, username, imageFile: image_file },
  }));
}

interface PostStartRow {
  id: number;
  title: string;
  content: string;
  date_posted: Date;
  user_id: number;
  username: string;
  image_file: string | null;
}

export async function insertPost(
  userId: number,
  { title, content }: PostCreate,
  datePosted: Date,
): Promise<PostRow> {
  return db.post.create({ data: { userId, title, content, datePosted }, include: withAuthor });
}

/** Changes a post of `userId`; says whether there was one. */
export async function updatePost(
  id: number,
  userId: number,
  { title, content }: PostUpdate,
): Promise<boolean> {
  const data = { ...(title !== undefined && { title }), ...(content !== undefined && { content }) };
  const { count } = await db.post.updateMany({ where: { id, userId }, data });
  return count > 0;
}

/** Deletes a post of `userId`; says whether there was one. */
export async function deletePost(id: number, userId: number): Promise<boolean> {
  const { count } = await db.post.deleteMany({ where: { id, userId } });
  return count > 0;
}
