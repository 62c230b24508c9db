import "server-only";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { bindMigrationAwareSqlAdapterFactory, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import { globalSingleton } from "../global-singleton";
import { adviseOn } from "./storage-advice";
import { readMigrations } from "./read-migrations";

export interface MigrationEngine {
  /**
   * Applies the pending migrations and returns their names.
   *
   * @throws {Error} naming the migration that fails and the reason; the caller rolls back
   */
  applyMigrations(): Promise<string[]>;

  /** Returns the SQL that leads from the database to `schema.prisma`, or undefined if they agree. */
  diffSchema(): Promise<string | undefined>;
}

/**
 * Loads the engine. Prisma's CLI downloads a native one; this is the same as WebAssembly, from npm (docs/decisions/private-apis.md).
 */
async function loadEngine(): Promise<void> {
  const wasmFile = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/js$/, "wasm");
  // The engine sets a timer of ten seconds for its lock and never clears it. It must not keep a script running.
  const setTimer = Object.keys(bindings).find((name) => name.startsWith("__wbg_setTimeout_")) ?? "setTimeout";
  const unrefTimer = (callback: () => void, ms: number) => setTimeout(callback, ms).unref();
  const imports = { "./schema_engine_bg.js": { ...bindings, [setTimer]: unrefTimer } };
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmFile), imports);
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
}
// Once: the timers of an earlier instance would run in the memory of the later one.
await globalSingleton("schema-engine", loadEngine);

/** The index of search, which migrations write by hand: in SQLite virtual tables with the tables of their own. */
const INDEX_TABLES = {
  postgresql: ["public.post_words"],
  sqlite: ["post_words", "post_words_newest"].flatMap((name) => [
    name,
    ...["data", "idx", "content", "docsize", "config"].map((part) => `${name}_${part}`),
  ]),
};
const ignoreLog = () => undefined;

/** Starts Prisma's schema engine on an open connection, with the schema and the migrations in `prismaFolder`. */
export async function startMigrationEngine(
  connection: SqlDriverAdapter,
  prismaFolder: string,
): Promise<MigrationEngine> {
  const database = connection.provider === "postgres" ? "postgresql" : "sqlite";
  const source = readFileSync(join(prismaFolder, "schema.prisma"), "utf8");
  const schema = source.replace('provider = "sqlite"', `provider = "${database}"`);
  const files = [{ path: "schema.prisma", content: schema }];
  const migrationsList = readMigrations(join(prismaFolder, "migrations", database));
  const adapter = bindMigrationAwareSqlAdapterFactory({
    provider: connection.provider,
    adapterName: connection.adapterName,
    connect: () => Promise.resolve(connection),
    connectToShadowDb: () => Promise.reject(new Error("There is no shadow database.")),
  });
  const datamodels: [string, string][] = [["schema.prisma", schema]];
  const filters = { externalTables: INDEX_TABLES[database], externalEnums: [] };
  const engine = await bindings.SchemaEngine.new({ datamodels }, ignoreLog, adapter);

  return {
    async applyMigrations() {
      try {
        return (await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames;
      } catch (cause) {
        throw new Error(explainFailure(cause), { cause });
      }
    },
    async diffSchema() {
      const from = { tag: "schemaDatasource", files, configDir: prismaFolder } as const;
      const to = { tag: "schemaDatamodel", files } as const;
      const { exitCode, stdout } = await engine.diff({ from, to, script: true, exitCode: true, filters });
      return exitCode === 0 || stdout === null ? undefined : stdout;
    },
  };
}

/** Reduces the engine's message to the database's reason, without the Rust trace. */
function explainFailure(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [details = ""] = message.split(/\n +0: /);
  const reason = details.replace(/^([^]*Error querying the database: )?(ERROR: )?/, "");
  const remedy = adviseOn(reason) ?? "Correct its migration.sql and try again.";
  const name = /with migration_name="(.+?)"/.exec(message)?.[1];
  if (name === undefined) return reason.trim();
  return `Migration ${name} failed: ${reason.trim()}.\nNothing was applied. ${remedy}`;
}
