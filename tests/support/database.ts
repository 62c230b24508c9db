import { writeFileSync } from "node:fs";
import Database from "better-sqlite3";
import type { Inkwell } from "./inkwell";

// The only module of the tests that opens the database.

/** A product, as far as it says where its database is. */
export type DatabaseOwner = Pick<Inkwell, "databaseFile">;

type Value = string | number | null | Date;

/** A row of the users table, column by column. */
export interface UserRow {
  id: number;
  username: string;
  username_key: string;
  email: string;
  password_hash: string;
  image_file: string | null;
  created_at: string;
}

/** A row of the posts table, column by column. */
export interface PostRow {
  id: number;
  title: string;
  content: string;
  user_id: number;
  date_posted: string;
}

/** A row of the sessions table, column by column. */
export interface SessionRow {
  id: number;
  /** The `sid` of its access tokens. */
  sid: string;
  user_id: number;
  device: string;
  address: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  family_hash: string | null;
  token_hash: string | null;
  previous_token_hash: string | null;
  rotated_at: string | null;
}

/** Runs one statement in the database of a running server, as another process would. */
export async function execute(server: DatabaseOwner, sql: string, ...values: Value[]): Promise<void> {
  withConnection(server, (database) => database.prepare(sql).run(...values.map(toColumn)));
}

/** Runs one query and returns its rows. */
export async function query<Row>(server: DatabaseOwner, sql: string, ...values: Value[]): Promise<Row[]> {
  const work = (database: Database.Database) => database.prepare(sql).all(...values.map(toColumn)) as Row[];
  return withConnection(server, work, { readonly: true });
}

/** Inserts rows that have the same columns, in one transaction, and returns their ids. */
async function insertRows(
  server: DatabaseOwner,
  table: string,
  rows: readonly Record<string, Value>[],
): Promise<number[]> {
  if (rows.length === 0) return [];
  const columns = Object.keys(rows[0] ?? {});
  const places = columns.map(() => "?").join(", ");
  return withConnection(server, (database) => {
    const insert = database
      .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places}) RETURNING id`)
      .pluck();
    const insertAll = () =>
      rows.map((row) => insert.get(...columns.map((column) => toColumn(row[column] ?? null))) as number);
    return database.transaction(insertAll).immediate();
  });
}

/** Inserts users and returns their ids. */
export async function insertUsers(
  server: DatabaseOwner,
  users: readonly Pick<UserRow, "username" | "username_key" | "email" | "password_hash">[],
): Promise<number[]> {
  return insertRows(
    server,
    "users",
    users.map((user) => ({ ...user, created_at: new Date() })),
  );
}

interface NewSession
  extends Pick<SessionRow, "sid" | "user_id">, Partial<Pick<SessionRow, "family_hash" | "token_hash">> {
  created_at?: Date;
  expires_at?: Date;
}

/** Inserts a session that has just begun and lasts half an hour by default; returns its id. */
export async function insertSession(server: DatabaseOwner, session: NewSession): Promise<number> {
  const { created_at = new Date() } = session;
  const expires_at = new Date(created_at.getTime() + 30 * 60 * 1000);
  const row = { created_at, last_used_at: created_at, expires_at, ...session };
  const [id] = await insertRows(server, "sessions", [{ ...row, device: "node", address: "127.0.0.1" }]);
  return id as number;
}

/** Inserts posts in order and returns their ids. */
export async function insertPosts(
  server: DatabaseOwner,
  posts: readonly (Pick<PostRow, "title" | "content" | "user_id"> & { date_posted?: Date })[],
): Promise<number[]> {
  return insertRows(
    server,
    "posts",
    posts.map((post) => ({ date_posted: new Date(), ...post })),
  );
}

/** Returns the rows of the users table, oldest first. */
export async function readUserRows(server: DatabaseOwner): Promise<UserRow[]> {
  return query(server, "SELECT * FROM users ORDER BY id");
}

/** Returns the row of one user. */
export async function readUserRow(server: DatabaseOwner, id: number): Promise<UserRow | undefined> {
  const [row] = await query<UserRow>(server, "SELECT * FROM users WHERE id = ?", id);
  return row;
}

/** Returns the rows of the posts table, oldest first; of one user, if one is named. */
export async function readPostRows(server: DatabaseOwner, userId?: number): Promise<PostRow[]> {
  return userId === undefined
    ? query(server, "SELECT * FROM posts ORDER BY id")
    : query(server, "SELECT * FROM posts WHERE user_id = ? ORDER BY id", userId);
}

/** Returns the rows of the sessions table, oldest first; of one user, if one is named. */
export async function readSessionRows(server: DatabaseOwner, userId?: number): Promise<SessionRow[]> {
  return userId === undefined
    ? query(server, "SELECT * FROM sessions ORDER BY created_at, id")
    : query(server, "SELECT * FROM sessions WHERE user_id = ? ORDER BY created_at, id", userId);
}

/** Returns the row of the session that a token's `sid` names. */
export async function readSessionRow(server: DatabaseOwner, sid: string): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow>(server, "SELECT * FROM sessions WHERE sid = ?", sid);
  return row;
}

/** Takes the lock that every write needs, as a backup or a migration does, and returns the function that releases it. */
export async function lockDatabase(server: DatabaseOwner): Promise<() => void> {
  const database = new Database(server.databaseFile, { fileMustExist: true });
  database.exec("BEGIN IMMEDIATE");
  return () => database.close();
}

/** Returns what the database's own checks find: nothing, if the file is whole and no reference dangles. */
export async function findCorruption(server: DatabaseOwner): Promise<unknown[]> {
  const check = (database: Database.Database) => {
    const integrity = database.pragma("integrity_check", { simple: true });
    return [
      ...(integrity === "ok" ? [] : [integrity]),
      ...(database.pragma("foreign_key_check") as unknown[]),
    ];
  };
  return withConnection(server, check, { readonly: true });
}

/** Overwrites the database with something else, so that no query succeeds. */
export async function ruinDatabase(server: DatabaseOwner): Promise<void> {
  withConnection(server, (database) => {
    // A server reads again what another process has written, so that it keeps no page of the file in memory.
    database.exec("CREATE TABLE another (id INTEGER)");
    database.pragma("wal_checkpoint(TRUNCATE)");
    writeFileSync(server.databaseFile, "This is no database.".repeat(1_000));
  });
}

/** Copies the database to a file as `.backup` of the sqlite3 shell does. */
export async function backUpDatabase(server: DatabaseOwner, file: string): Promise<void> {
  const source = new Database(server.databaseFile, { readonly: true });
  await source.backup(file).finally(() => source.close());
}

function withConnection<Result>(
  { databaseFile }: DatabaseOwner,
  work: (database: Database.Database) => Result,
  options: Database.Options = {},
): Result {
  const database = new Database(databaseFile, { fileMustExist: true, ...options });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Returns a value as the product stores it: times as ISO 8601 with the offset of UTC. */
function toColumn(value: Value): string | number | null {
  return value instanceof Date ? value.toISOString().replace("Z", "+00:00") : value;
}
