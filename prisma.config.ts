import { loadEnvConfig } from "@next/env";
import { defineConfig } from "prisma/config";
import { DEFAULT_DATABASE_URL, isPostgresUrl } from "./lib/database-url";

loadEnvConfig(import.meta.dirname);

// `prisma generate` wants a schema engine to exist but never runs it; naming any file spares its download.
if (process.argv.includes("generate")) {
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;
}

const url = process.env["DATABASE_URL"] ?? DEFAULT_DATABASE_URL;
const database = isPostgresUrl(url) ? "postgresql" : "sqlite";

export default defineConfig({
  // The schema of PostgreSQL is made from that of SQLite by scripts/db-generate.mjs.
  schema: database === "postgresql" ? "lib/server/generated/postgresql.prisma" : "prisma/schema.prisma",
  migrations: { path: `prisma/migrations/${database}` },
  datasource: { url },
});
