import { join } from "node:path";
import Database from "better-sqlite3";
import pg from "pg";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { copyDatabase } from "@/lib/server/db/copy-database";
import { makeProject } from "./project";

const TIME = "2026-11-23T12:00:00.001+00:00";
const LATER = "2027-02-28T23:59:59.999+00:00";

/** Every column has a value somewhere. Ids have gaps, as after deletions. */
export const ROWS: Record<string, Record<string, string | number | Buffer | null>[]> = {
  users: [
    {
      id: 1,
      username: "Ada",
      username_key: "ada",
      email: "ada@example.com",
      email_verified_at: LATER,
      password_hash: "$argon2id$v=19$a",
      image_file: null,
      created_at: TIME,
    },
    {
      id: 7,
      username: "Боб 🎈",
      username_key: "боб 🎈",
      email: "bob@example.com",
      email_verified_at: null,
      password_hash: "b",
      image_file: "",
      created_at: LATER,
    },
  ],
  account_tokens: [
    { user_id: 7, kind: "change-email", email: "b@example.com", token_hash: "t", expires_at: LATER },
    { user_id: 7, kind: "reset-password", email: "bob@example.com", token_hash: "s", expires_at: TIME },
  ],
  email_reservations: [{ email: "a@example.com", user_id: 1, token_hash: "u", expires_at: LATER }],
  pictures: [{ user_id: 1, file: "a.webp", bytes: Buffer.from([0, 255, 92, 120, 10]) }],
  outbox: [{ id: 3, message_id: "m", mail: "{}", created_at: TIME, due_at: LATER, attempts: 2 }],
  posts: [
    {
      id: 2,
      title: "\\u0000 \\N {NULL} \"'",
      content: "line\r\n\ttab\u0001\u2028",
      user_id: 7,
      date_posted: TIME,
      date_edited: LATER,
    },
    {
      id: 9,
      title: "e\u0301 é 漢字 \u{10FFFF}",
      content: " \ufeff ",
      user_id: 1,
      date_posted: LATER,
      date_edited: null,
    },
  ],
  publications: [
    { user_id: 7, key: "~", body_hash: "h", post_id: 2, username: "Боб", image_file: null, created_at: TIME },
    { user_id: 1, key: "!", body_hash: "", post_id: null, username: "A", image_file: "a", created_at: LATER },
  ],
  rate_limits: [
    { key: "b", points: 3, capacity: 60, started_at: 1_795_000_000_000, expires_at: 2 ** 53 - 1 },
    { key: "Ä", points: 0, capacity: 1, started_at: -1, expires_at: 0 },
    { key: "a", points: 1, capacity: 2, started_at: 0, expires_at: 1 },
  ],
  sessions: [
    {
      id: 4,
      sid: "4f3c8a52-0000-4000-8000-000000000002",
      user_id: 1,
      device: "Firefox on Linux",
      address: "2001:db8::1",
      created_at: TIME,
      last_used_at: TIME,
      expires_at: LATER,
      family_hash: "f",
      token_hash: "t",
      previous_token_hash: "p",
      rotated_at: TIME,
    },
    {
      id: 5,
      sid: "0b1d9e77-0000-4000-8000-000000000001",
      user_id: 7,
      device: "",
      address: "192.0.2.1",
      created_at: TIME,
      last_used_at: LATER,
      expires_at: LATER,
      family_hash: null,
      token_hash: null,
      previous_token_hash: null,
      rotated_at: null,
    },
  ],
};
/** The last ids that were given out, those of deleted rows included. */
export const COUNTERS = { outbox: 3, posts: 41, sessions: 5, users: 8 };

/** The number of rows of each table, of an empty database, and of all tables together. */
export const FULL = Object.fromEntries(Object.entries(ROWS).map(([table, rows]) => [table, rows.length]));
export const EMPTY = Object.fromEntries(Object.keys(ROWS).map((table) => [table, 0]));
export const TOTAL = Object.values(ROWS).flat().length;

/** Makes a project whose SQLite database has the rows above. */
export async function makeSite(): Promise<string> {
  const project = makeProject();
  await migrate(project, `file:${project}/blog.db`);
  onFile(project, "blog.db", (database) => {
    for (const [table, rows] of Object.entries(ROWS))
      for (const row of rows) {
        const columns = Object.keys(row);
        const places = columns.map(() => "?").join(", ");
        database
          .prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`)
          .run(...Object.values(row));
      }
    for (const [table, seq] of Object.entries(COUNTERS))
      database.prepare("UPDATE sqlite_sequence SET seq = ? WHERE name = ?").run(seq, table);
  });
  return project;
}

/** Applies the migrations of a project. */
export function migrate(project: string, databaseUrl: string): Promise<string[]> {
  return applyMigrations(databaseUrl, { prismaFolder: join(project, "prisma") });
}

/** Copies between files of a project, named `file:blog.db`, and PostgreSQL. */
export function copy(
  project: string,
  from: string,
  to: string,
  onProgress?: () => Promise<unknown>,
): Promise<number> {
  const toUrl = (name: string) => name.replace(/^file:/, `file:${project}/`);
  const options = { prismaFolder: join(project, "prisma"), ...(onProgress && { onProgress }) };
  return copyDatabase(toUrl(from), toUrl(to), options);
}

/** Opens a SQLite file of a project for a moment. */
export function onFile<Result>(
  project: string,
  file: string,
  work: (database: Database.Database) => Result,
): Result {
  const database = new Database(join(project, file));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Returns all rows of all tables but those about migrations. */
export function readAll(project: string, file: string) {
  return onFile(project, file, (database) => {
    const names = database
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('_prisma_migrations', 'content_versions') AND name NOT LIKE 'post\\_words%' ESCAPE '\\' ORDER BY name",
      )
      .pluck()
      .all();
    return Object.fromEntries(
      names.map((name) => [name, database.prepare(`SELECT * FROM ${name} ORDER BY 1`).all()]),
    );
  });
}

/** Runs a query on PostgreSQL and returns its rows. */
export async function query(databaseUrl: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Returns the number of rows of each table on PostgreSQL. */
export async function countRows(databaseUrl: string): Promise<unknown[]> {
  const counts = Object.keys(ROWS).map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`);
  return query(databaseUrl, `SELECT ${counts.join(", ")}`);
}
