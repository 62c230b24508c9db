import "server-only";
import { Prisma } from "../generated/sqlite/client";
import { queryRows } from "./statements";

/**
 * Returns the version of what public pages show, or undefined if its row was deleted. Triggers in the database give it a new
 * value with every change of posts and users.
 *
 * @throws as `runQuery`
 */
export async function readContentVersion(): Promise<string | undefined> {
  const [row] = await queryRows<{ version: string }>(Prisma.sql`SELECT version FROM content_versions`);
  return row?.version;
}
