// Copies a whole site from one database to another, for a move between SQLite and PostgreSQL.
import { isDatabaseUrl } from "@/lib/database-url";
import { runCommand, UsageError } from "@/lib/run-command";
import { copyDatabase } from "@/lib/server/db/copy-database";

const USAGE = `Usage: npm run db:copy -- FROM TO

Copies all rows of the database FROM into the empty database TO. Both are URLs as in DATABASE_URL, such as
file:./prisma/data/blog.db and postgresql://user:password@host:5432/blog. Stop the site first: what it writes
during the copy is not copied.`;

await runCommand(async () => {
  const [from = "", to = "", ...rest] = process.argv.slice(2);
  if (!isDatabaseUrl(from) || !isDatabaseUrl(to) || rest.length > 0) throw new UsageError(USAGE);
  const rows = await copyDatabase(from, to, { onProgress: printProgress });
  console.log(`Copied ${format(rows)} rows. Counts and checksums of both databases agree.`);
});

/** Prints one line per table, which counts up on a terminal. */
function printProgress(table: string, rows: number, total: number): void {
  const isTerminal = process.stdout.isTTY;
  if (isTerminal) process.stdout.write(`\r${table}: ${format(rows)} of ${format(total)} rows`);
  if (rows === total) console.log(isTerminal ? "" : `${table}: ${format(rows)} rows`);
}

function format(count: number): string {
  return count.toLocaleString("en");
}
