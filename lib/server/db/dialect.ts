import "server-only";
import { isPostgresUrl } from "@/lib/database-url";
import { env } from "@/lib/env";
import { Prisma } from "../generated/sqlite/client";

// Where the SQL of the two databases differs. Stores compose their statements with these fragments.

/** Whether the database is PostgreSQL. Otherwise it is SQLite. */
export const isPostgres = isPostgresUrl(env.DATABASE_URL);

/**
 * Whether this process may keep state in memory while the database fails. On PostgreSQL the other processes, which do not see
 * that state, would contradict it.
 */
export const MAY_USE_MEMORY = !isPostgres;

/**
 * The time in milliseconds since 1970, by the database's clock. On SQLite the process's clock is the database's. PostgreSQL
 * reads its clock each time it evaluates this, so that a statement that waited for a row never sees a start in the future.
 */
export const nowMs = (): Prisma.Sql =>
  isPostgres
    ? Prisma.sql`CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)`
    : Prisma.sql`${Date.now()}`;

/** Ends a `SELECT` whose rows the statement changes. SQLite has one writer at a time and no locks on rows. */
export const FOR_UPDATE = isPostgres ? Prisma.sql`FOR UPDATE` : Prisma.empty;

/** As `FOR_UPDATE`, and leaves out rows that another transaction has locked. */
export const FOR_UPDATE_SKIP_LOCKED = isPostgres ? Prisma.sql`FOR UPDATE SKIP LOCKED` : Prisma.empty;

/** As `FOR_UPDATE` for the parent of inserted rows: does not wait for other inserts, whose foreign keys lock the parent too. */
export const FOR_NO_KEY_UPDATE = isPostgres ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.empty;

/** The id of the post that the same transaction has inserted last. */
export const LAST_POST_ID = isPostgres
  ? Prisma.sql`currval(pg_get_serial_sequence('posts', 'id'))`
  : Prisma.sql`last_insert_rowid()`;

/** The id of the mail that the same transaction has inserted last. */
export const LAST_OUTBOX_ID = isPostgres
  ? Prisma.sql`currval(pg_get_serial_sequence('outbox', 'id'))`
  : Prisma.sql`last_insert_rowid()`;

/** The names of the tables. */
export const TABLE_NAMES = isPostgres
  ? Prisma.sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`
  : Prisma.sql`SELECT name FROM sqlite_master WHERE type = 'table'`;
