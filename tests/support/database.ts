import Database from "better-sqlite3";
import type { Inkwell } from "./inkwell";

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

/** Works on the database of a running server, as another process would. */
export function withDatabase<Result>(server: Inkwell, work: (database: Database.Database) => Result): Result {
  const database = new Database(server.databaseFile, { fileMustExist: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** The rows of the users table, oldest first. */
export function readUserRows(server: Inkwell): UserRow[] {
  return withDatabase(server, (database) =>
    database.prepare<[], UserRow>("SELECT * FROM users ORDER BY id").all(),
  );
}

/** The row of one user. */
export function readUserRow(server: Inkwell, id: number): UserRow | undefined {
  return readUserRows(server).find((row) => row.id === id);
}

/** Runs one statement. */
export function runSql(server: Inkwell, sql: string, ...values: unknown[]): void {
  withDatabase(server, (database) => database.prepare(sql).run(...values));
}
