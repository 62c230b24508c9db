import "server-only";
import { db } from "../db";

/** Asks the database for nothing, to see whether it answers. */
export async function pingDatabase(): Promise<void> {
  await db.$queryRaw`SELECT 1`;
}
