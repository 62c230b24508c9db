import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

const OLDEST_MAJOR_VERSION = 14;
/** Debian and Ubuntu keep the programs of the server out of PATH. */
const DEBIAN_FOLDER = "/usr/lib/postgresql";

/**
 * Returns the folder with the programs of the newest PostgreSQL server on this machine.
 *
 * @throws {Error} if there is none of version 14 or later, with what to install
 */
export function findPostgresBinaries(): string {
  const debianVersions = existsSync(DEBIAN_FOLDER) ? readdirSync(DEBIAN_FOLDER) : [];
  const folders = [
    ...(process.env["PATH"] ?? "").split(path.delimiter),
    printedBy("pg_config", "--bindir"),
    ...debianVersions.map((version) => path.join(DEBIAN_FOLDER, version, "bin")),
  ];
  const [newest] = folders
    .filter((folder) => ["initdb", "postgres"].every((name) => existsSync(path.join(folder, name))))
    .map((folder) => ({ folder, version: readMajorVersion(folder) }))
    .filter(({ version }) => version >= OLDEST_MAJOR_VERSION)
    .sort((a, b) => b.version - a.version);
  if (newest === undefined) {
    throw new Error(
      `These tests need PostgreSQL ${OLDEST_MAJOR_VERSION} or later. Install its server (on Debian: apt-get install postgresql),` +
        " or set TEST_DATABASE_URL to a server on which the tests may create databases.",
    );
  }
  return newest.folder;
}

function readMajorVersion(folder: string): number {
  return Number(/(\d+)/.exec(printedBy(path.join(folder, "postgres"), "--version"))?.[1] ?? 0);
}

function printedBy(command: string, argument: string): string {
  try {
    return execFileSync(command, [argument], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return ""; // not installed
  }
}
