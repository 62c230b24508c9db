import { execFileSync } from "node:child_process";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { findPostgresBinaries } from "./postgres-binaries";
import { startProgram, type Program, type UserAccount } from "./process";

/** The role that the tests log in as. Like the role of a real site, it is no superuser. */
const ROLE = "inkwell";
const SUPERUSER = "postgres";

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  // The data of tests need not survive a power cut. They survive `kill -9` without it.
  fsync: "off",
};

/** A private PostgreSQL server in a temporary folder, which a test may break. */
export interface PostgresCluster {
  /** The URL of the database `postgres`. Its role may create databases and is no superuser. */
  url: string;
  superuserUrl: string;
  port: number;
  /** The folder of its data. */
  folder: string;
  /** The process id of the postmaster. */
  pid: () => number;
  output: () => string;
  /** Sends a signal and waits until the server has exited: SIGINT is a fast shutdown, SIGQUIT and SIGKILL are crashes. */
  end: (signal: "SIGINT" | "SIGQUIT" | "SIGKILL") => Promise<void>;
  /** Starts the server again, on the same port and with the same data. */
  start: () => Promise<void>;
  /** Ends the server and removes its data. */
  remove: () => Promise<void>;
}

/**
 * Starts a private PostgreSQL server on a free port of the loopback interface. It ends with this process.
 *
 * @param settings of postgresql.conf
 * @throws {Error} if PostgreSQL is not installed
 */
export async function startPostgresCluster(settings: Record<string, string> = {}): Promise<PostgresCluster> {
  const binaries = findPostgresBinaries();
  const account = findServerAccount();
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-postgres-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once("exit", removeFolder);
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const options = { cwd: folder, ...account };
  const initialize = [
    "-D",
    folder,
    "-U",
    SUPERUSER,
    "--auth=trust",
    "-E",
    "UTF8",
    "--no-locale",
    "--no-sync",
  ];
  execFileSync(path.join(binaries, "initdb"), initialize, {
    ...options,
    stdio: ["ignore", "ignore", "inherit"],
  });

  const port = await findFreePort();
  const all = Object.entries({ ...SETTINGS, port: String(port), ...settings });
  const args = ["-D", folder, ...all.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  let server: Program;
  const start = async () => {
    server = startProgram(path.join(binaries, "postgres"), args, options);
    await server.prints(/ready to accept (?:read-only )?connections/);
  };
  const end = async (signal: NodeJS.Signals) => {
    server.kill(signal);
    await server.exited;
  };
  await start();
  const superuserUrl = `postgresql://${SUPERUSER}@127.0.0.1:${port}/postgres`;
  await runOnServer(superuserUrl, `CREATE ROLE ${ROLE} LOGIN CREATEDB`);

  return {
    url: `postgresql://${ROLE}@127.0.0.1:${port}/postgres`,
    superuserUrl,
    port,
    folder,
    pid: () => server.pid,
    output: () => server.output(),
    end,
    start,
    async remove() {
      await end("SIGQUIT");
      removeFolder();
      process.off("exit", removeFolder);
    },
  };
}

/** Runs statements on a server, each in a transaction of its own. */
export async function runOnServer(url: string, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Returns the account to run PostgreSQL and its like as, which refuse to run as root; undefined unless this process is root. */
export function findServerAccount(): UserAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = ["-u", "-g"].map((flag) =>
        Number(execFileSync("id", [flag, name], { stdio: "pipe" })),
      );
      if (uid !== undefined && gid !== undefined) return { uid, gid };
    } catch {
      continue; // no such account
    }
  }
  throw new Error("PostgreSQL refuses to run as root. Run the tests as another user.");
}

/** Returns a port of the loopback interface on which nothing listens. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
