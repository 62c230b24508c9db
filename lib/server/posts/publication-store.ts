import "server-only";
import type { PostCreate } from "@/lib/schemas/post";
import { FOR_UPDATE_SKIP_LOCKED, LAST_POST_ID } from "../db/dialect";
import { execute, executeAll, queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";
import type { PostRow } from "./post-store";

/** The request that a key stands for. */
export interface KeyedRequest {
  author: PostRow["author"];
  key: string;
  /** A hash of the body. */
  bodyHash: string;
}

/** What the first request with a key published. */
export interface PublicationRow extends Omit<PostRow, "title" | "content"> {
  bodyHash: string;
}

/** Returns what was published with a key after `since`, or undefined. */
export async function findPublication(
  { author, key }: KeyedRequest,
  since: Date,
): Promise<PublicationRow | undefined> {
  const [row] = await queryRows<PublicationColumns>(Prisma.sql`
    SELECT body_hash, post_id, username, image_file, created_at FROM publications
    WHERE user_id = ${author.id} AND key = ${key} AND created_at > ${since}`);
  if (row === undefined) return undefined;
  const { body_hash, post_id, username, image_file, created_at } = row;
  return {
    bodyHash: body_hash,
    id: post_id,
    userId: author.id,
    datePosted: created_at,
    dateEdited: null,
    author: { id: author.id, username, imageFile: image_file },
  };
}

interface PublicationColumns {
  body_hash: string;
  post_id: number;
  username: string;
  image_file: string | null;
  created_at: Date;
}

/**
 * Inserts a post and its key in one transaction, unless the key was used after `since`. A simultaneous request with the same key
 * waits for the first one at the primary key, and then inserts nothing.
 */
export async function insertPublication(
  { author, key, bodyHash }: KeyedRequest,
  { title, content }: PostCreate,
  { now, since }: { now: Date; since: Date },
): Promise<void> {
  const isOwn = Prisma.sql`user_id = ${author.id} AND key = ${key}`;
  await executeAll([
    Prisma.sql`DELETE FROM publications WHERE ${isOwn} AND created_at <= ${since}`,
    Prisma.sql`
      INSERT INTO publications (user_id, key, body_hash, username, image_file, created_at)
      VALUES (${author.id}, ${key}, ${bodyHash}, ${author.username}, ${author.imageFile}, ${now})
      ON CONFLICT DO NOTHING`,
    Prisma.sql`
      INSERT INTO posts (title, content, user_id, date_posted)
      SELECT ${title}, ${content}, user_id, created_at FROM publications WHERE ${isOwn} AND post_id IS NULL`,
    Prisma.sql`UPDATE publications SET post_id = ${LAST_POST_ID} WHERE ${isOwn} AND post_id IS NULL`,
  ]);
}

/** Deletes up to `limit` keys that were not used after `since`. */
export async function sweepPublications(limit: number, since: Date): Promise<void> {
  await execute(
    Prisma.sql`
      DELETE FROM publications WHERE (user_id, key) IN (
        SELECT user_id, key FROM publications WHERE created_at <= ${since}
        ORDER BY created_at LIMIT ${limit} ${FOR_UPDATE_SKIP_LOCKED})`,
    { durability: "relaxed" },
  );
}
