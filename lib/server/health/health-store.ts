import "server-only";
import { db } from "../db/client";

/** Reads from a table to check the database. SQLite can run `SELECT 1` without opening its file. */
export async function pingDatabase(): Promise<void> {
  await db.user.findFirst({ select: { id: true } });
}
