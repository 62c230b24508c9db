import { loadEnvConfig } from "@next/env";
import { defineConfig } from "prisma/config";
import { DEFAULT_DATABASE_URL } from "./lib/database-url";

loadEnvConfig(import.meta.dirname);

// `prisma generate` wants a schema engine to exist but never runs it; naming any file spares its download.
if (process.argv.includes("generate")) {
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_URL"] ?? DEFAULT_DATABASE_URL },
});
