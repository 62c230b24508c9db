import "server-only";
import { existsSync } from "node:fs";
import { isPostgresUrl } from "@/lib/database-url";
import { connectWhenReady } from "./connect-when-ready";
import { toFile } from "./sqlite-adapter";

const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Checks that a database exists, and creates none.
 *
 * @throws {Error} with one sentence for people
 */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  if (isPostgresUrl(databaseUrl)) {
    await (await connectWhenReady(databaseUrl, CONNECT_TIMEOUT_MS)).end();
  } else if (!existsSync(toFile(databaseUrl))) {
    throw new Error(`There is no database at ${toFile(databaseUrl)}. Check DATABASE_URL.`);
  }
}
