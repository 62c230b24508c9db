export const DEFAULT_DATABASE_URL = "file:./prisma/data/blog.db";

/** Returns whether a `DATABASE_URL` names a PostgreSQL database. All others name a SQLite file. */
export function isPostgresUrl(databaseUrl: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(databaseUrl);
}

/** Returns whether a text has the form of a `DATABASE_URL`: a SQLite file or a PostgreSQL database. */
export function isDatabaseUrl(text: string): boolean {
  return /^file:[^?#]+$/.test(text) || isPostgresUrl(text);
}
