// Generates Prisma's clients from prisma/schema.prisma, one for each database, since the provider of a client is fixed when it
// is generated. Runs after every `npm install`, so it needs nothing but Node and Prisma.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const SQLITE_SCHEMA = "prisma/schema.prisma";
const GENERATED = "lib/server/generated";
const POSTGRESQL_SCHEMA = `${GENERATED}/postgresql.prisma`;
const prisma = createRequire(import.meta.url).resolve("prisma/build/index.js");

mkdirSync(GENERATED, { recursive: true });
writeFileSync(POSTGRESQL_SCHEMA, toPostgresql(readFileSync(SQLITE_SCHEMA, "utf8")));
for (const schema of [SQLITE_SCHEMA, POSTGRESQL_SCHEMA]) {
  const { status } = spawnSync(process.execPath, [prisma, "generate", "--schema", schema, "--no-hints"], {
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Returns the schema with the provider of PostgreSQL and another output folder. */
function toPostgresql(schema) {
  return [
    [/provider = "sqlite"/, 'provider = "postgresql"'],
    [/output( +)= ".*"/, 'output$1= "./postgresql"'],
  ].reduce(replaceOnce, schema);
}

function replaceOnce(text, [pattern, replacement]) {
  if (text.match(new RegExp(pattern, "g"))?.length !== 1)
    throw new Error(`${SQLITE_SCHEMA} must contain ${pattern} once.`);
  return text.replace(pattern, replacement);
}
