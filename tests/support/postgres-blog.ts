import pg from "pg";
import { onTestFinished } from "vitest";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { createDatabase } from "./postgres";

/** Creates a database with the tables of the blog and returns its URL. */
export async function createBlog(): Promise<string> {
  const url = await createDatabase();
  await applyMigrations(url);
  return url;
}

/** Opens a connection of its own for the current test, as another process would. */
export async function connectOther(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** Waits until a statement on the database of `client` waits for a lock. */
export async function untilBlocked(client: pg.Client): Promise<void> {
  while ((await countBlocked(client)) === 0) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Returns how many statements on the database of `client` wait for a lock. */
export async function countBlocked(client: pg.Client): Promise<number> {
  await client.query("SELECT pg_stat_clear_snapshot()"); // Within a transaction, the first look would last.
  const { rowCount } = await client.query(
    "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  return rowCount ?? 0;
}
