import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findMissingSql } from "@/lib/server/db/find-missing-sql";
import { keepIdCounters } from "@/lib/server/db/keep-id-counters";
import { runCommand, UsageError } from "@/lib/run-command";

await runCommand(async () => {
  const [name = "", ...rest] = process.argv.slice(2);
  if (!/^[a-z0-9_]+$/.test(name) || rest.length > 0) {
    throw new UsageError("Usage: npm run db:diff -- NAME (lowercase letters, digits and underscores)");
  }

  const sql = await findMissingSql();
  if (sql === undefined) {
    console.log("Nothing to do: the migrations match prisma/schema.prisma.");
    return;
  }

  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, "yyyymmddhhmmss".length);
  const folder = join("prisma/migrations/sqlite", `${timestamp}_${name}`);
  const file = join(folder, "migration.sql");
  mkdirSync(folder); // fails if it exists
  writeFileSync(file, keepIdCounters(sql));
  console.log(`Wrote ${file}. Review it before you commit it: a renamed field is dropped and added.`);
});
