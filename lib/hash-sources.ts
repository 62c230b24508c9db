import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the pages are built from. */
const SOURCES = ["app", "components", "lib", "public", "next.config.ts", "package-lock.json", "proxy.ts"];
const NO_SOURCE = /\.test\.tsx?$|[\\/]generated[\\/]/;
const HASH_LENGTH = 16;

/** Returns a hash of the sources in the working directory. It is the same on every machine that builds them. */
export function hashSources(): string {
  const hash = createHash("sha256");
  for (const name of SOURCES.flatMap(listFiles).sort())
    hash.update(`${name.replaceAll("\\", "/")}\0`).update(readFileSync(name));
  return hash.digest("hex").slice(0, HASH_LENGTH);
}

function listFiles(source: string): string[] {
  if (statSync(source).isFile()) return [source];
  const names = readdirSync(source, { recursive: true, encoding: "utf8" }).map((name) => join(source, name));
  return names.filter((name) => statSync(name).isFile() && !NO_SOURCE.test(name));
}
