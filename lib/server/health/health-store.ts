import "server-only";
import { db } from "../db/client";

/** Reads a table, to see whether the database answers: SQLite says `SELECT 1` without a look at its file. */
export async function pingDatabase(): Promise<void> {
  await db.user.findFirst({ select: { id: true } });
}
