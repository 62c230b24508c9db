import "server-only";
import type { PostCreate, PostUpdate } from "@/lib/schemas/post";
import { db } from "../db";

/** A post with its author, as the database gives it. */
export type PostRow = NonNullable<Awaited<ReturnType<typeof getPostById>>>;

/** Which posts: everybody's, or one author's. */
export interface PostList {
  authorId?: number;
}

const withAuthor = { author: true } as const;

export async function getPostById(id: number) {
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
