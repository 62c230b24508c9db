import "server-only";
import { executeAll, queryRows } from "../db/statements";
import { Prisma } from "../generated/sqlite/client";

/** Returns the bytes of the picture with a file name, or undefined. */
export async function findPicture(file: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return find(Prisma.sql`file = ${file}`);
}

/** Returns the bytes of a user's picture, or undefined. */
export async function findPictureOfUser(userId: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return find(Prisma.sql`user_id = ${userId}`);
}

/** Gives a user a picture in place of the one before. Returns whether there is such a user. */
export async function upsertPicture(userId: number, file: string, bytes: Uint8Array): Promise<boolean> {
  // The user's row first: a simultaneous deletion of the account locks the rows in the same order.
  const [changed = 0] = await executeAll([
    Prisma.sql`UPDATE users SET image_file = ${file} WHERE id = ${userId}`,
    Prisma.sql`
      INSERT INTO pictures (user_id, file, bytes)
      SELECT id, ${file}, ${bytes} FROM users WHERE id = ${userId}
      ON CONFLICT (user_id) DO UPDATE SET file = excluded.file, bytes = excluded.bytes`,
  ]);
  return changed > 0;
}

/** Deletes a user's picture. Returns whether there is such a user. */
export async function deletePicture(userId: number): Promise<boolean> {
  const [changed = 0] = await executeAll([
    Prisma.sql`UPDATE users SET image_file = NULL WHERE id = ${userId}`,
    Prisma.sql`DELETE FROM pictures WHERE user_id = ${userId}`,
  ]);
  return changed > 0;
}

async function find(condition: Prisma.Sql): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const rows = await queryRows<{ bytes: Buffer<ArrayBuffer> }>(
    Prisma.sql`SELECT bytes FROM pictures WHERE ${condition} LIMIT 1`,
  );
  return rows[0]?.bytes;
}
