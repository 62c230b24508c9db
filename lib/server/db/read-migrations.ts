import "server-only";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { MigrationList } from "@prisma/schema-engine-wasm/schema_engine_bg";

const LOCK_FILE = "migration_lock.toml";
const MIGRATION_FILE = "migration.sql";

/**
 * Reads the migrations of a folder in the order of their names, in the format of Prisma's schema engine.
 *
 * @throws {Error} naming a missing file
 */
export function readMigrations(folder: string): MigrationList {
  const read = (...path: string[]) => readFileSync(join(folder, ...path), "utf8");
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir: folder,
    lockfile: { path: LOCK_FILE, content: read(LOCK_FILE) },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: { path: MIGRATION_FILE, content: { tag: "ok", value: read(name, MIGRATION_FILE) } },
    })),
  };
}
