import { isPostgresUrl } from "@/lib/database-url";
import type { Inkwell } from "./inkwell";
import * as postgres from "./postgres-database";
import * as sqlite from "./sqlite-database";

// The tests open the database of a product through this module, whichever it is.

/**
 * How far the times of a server may be from the clock of the tests. On PostgreSQL a server takes the time from the database, to
 * within half the time that the question took.
 */
export const CLOCK_TOLERANCE_MS = 1000;

/** A product, as far as it says where its database is. */
export type DatabaseOwner = Pick<Inkwell, "databaseUrl">;

export type Value = string | number | null | Date;

/** A row as the tests read it from both databases: times are ISO 8601 with the offset of UTC. */
export type Row = Record<string, unknown>;

/** A row of the users table, column by column. */
export interface UserRow {
  id: number;
  username: string;
  username_key: string;
  email: string;
  email_verified_at: string | null;
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
  date_edited: string | null;
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

/** Runs one statement, whose values are question marks, in the database of a running server, as another process would. */
export async function execute(server: DatabaseOwner, sql: string, ...values: Value[]): Promise<void> {
  await driverOf(server).execute(server.databaseUrl, sql, values);
}

/** Runs one query, whose values are question marks, and returns its rows. */
export async function query<Result>(
  server: DatabaseOwner,
  sql: string,
  ...values: Value[]
): Promise<Result[]> {
  return (await driverOf(server).query(server.databaseUrl, sql, values)) as Result[];
}

/** Inserts rows that have the same columns, in one transaction, and returns their ids. */
async function insertRows(
  server: DatabaseOwner,
  table: string,
  rows: readonly Record<string, Value>[],
): Promise<number[]> {
  const [first] = rows;
  if (first === undefined) return [];
  return driverOf(server).insertRows(server.databaseUrl, table, Object.keys(first), rows);
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

/** Inserts mails into the outbox. */
export async function insertMails(
  server: DatabaseOwner,
  mails: readonly { message_id: string; mail: string; created_at: Date; due_at: Date; attempts: number }[],
): Promise<void> {
  await insertRows(server, "outbox", mails);
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

/** Takes a lock that every write needs and no read, and returns the function that releases it. */
export async function lockDatabase(server: DatabaseOwner): Promise<() => Promise<void>> {
  return driverOf(server).lock(server.databaseUrl);
}

/** Returns what checks of the database find: nothing, if it is whole and no reference dangles. */
export async function findCorruption(server: DatabaseOwner): Promise<unknown[]> {
  return driverOf(server).findCorruption(server.databaseUrl);
}

/** Destroys the database, so that no query succeeds. */
export async function ruinDatabase(server: DatabaseOwner): Promise<void> {
  await driverOf(server).ruin(server.databaseUrl);
}

/** Returns all that is stored, for a search: the bytes of SQLite's files, which keep deleted rows, or PostgreSQL's rows. */
export async function readStored(server: DatabaseOwner): Promise<Buffer[]> {
  return driverOf(server).readStored(server.databaseUrl);
}

function driverOf({ databaseUrl }: DatabaseOwner) {
  return isPostgresUrl(databaseUrl) ? postgres : sqlite;
}
