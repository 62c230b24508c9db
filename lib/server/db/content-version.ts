import "server-only";
import { Prisma } from "../generated/sqlite/client";
import { queryRows } from "./statements";

/**
 * Returns the version of what public pages show. It is another one after every committed change of posts and users, whoever makes
 * it: triggers in the database see to that. Undefined if somebody has deleted its row.
 *
 * @throws as `runQuery`
 */
export async function readContentVersion(): Promise<string | undefined> {
  const [row] = await queryRows<{ version: string }>(Prisma.sql`SELECT version FROM content_versions`);
  return row?.version;
}
