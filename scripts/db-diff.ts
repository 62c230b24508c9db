import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DATABASES, findMissingSql } from "@/lib/server/db/find-missing-sql";
import { keepIdCounters } from "@/lib/server/db/keep-id-counters";
import { runCommand, UsageError } from "@/lib/run-command";

await runCommand(async () => {
  const [name = "", ...rest] = process.argv.slice(2);
  if (!/^[a-z0-9_]+$/.test(name) || rest.length > 0) {
    throw new UsageError("Usage: npm run db:diff -- NAME (lowercase letters, digits and underscores)");
  }

  const missing: [file: string, sql: string][] = [];
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, "yyyymmddhhmmss".length);
  for (const database of DATABASES) {
    const sql = await findMissingSql(database);
    const file = join("prisma/migrations", database, `${timestamp}_${name}`, "migration.sql");
    if (sql !== undefined) missing.push([file, keepIdCounters(sql)]);
  }
  if (missing.length === 0) {
    console.log("Nothing to do: the migrations match prisma/schema.prisma.");
    return;
  }
  for (const [file, sql] of missing) {
    mkdirSync(dirname(file)); // fails if it exists
    writeFileSync(file, sql);
    console.log(`Wrote ${file}.`);
  }
  console.log("Review them before you commit them: a renamed field is dropped and added.");
});
