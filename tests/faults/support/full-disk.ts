import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startInkwell, type OwnInkwell } from "../../support/inkwell";

/** A server whose disk can be filled. */
export interface ServerOnDisk {
  server: OwnInkwell;
  fillDisk: () => void;
  makeRoom: () => void;
  remove: () => void;
}

type Settings = Record<string, string>;

/** A command that mounts a private file system of 2 MiB at the first argument, a folder, and then runs the rest. */
const IN_A_SMALL_FILE_SYSTEM = [
  "unshare",
  "--mount",
  "--map-root-user",
  "sh",
  "-c",
  'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"',
];

/** Returns whether this user may mount a private file system; some systems allow only root. */
export function canMount(): boolean {
  const folder = makeFolder();
  const [command = "", ...args] = [...IN_A_SMALL_FILE_SYSTEM, folder, "true"];
  const { status } = spawnSync(command, args);
  rmSync(folder, { recursive: true });
  return status === 0;
}

/** Starts a server on a small file system that can be filled (ENOSPC). */
export async function startOnSmallDisk(env: Settings): Promise<ServerOnDisk> {
  const folder = makeFolder();
  const databaseFile = path.join(folder, "blog.db");
  const server = await startInkwell({
    databaseUrl: `file:${databaseFile}`,
    through: [...IN_A_SMALL_FILE_SYSTEM, folder],
    env,
    mayLogErrors: true,
  });
  // SQLite would follow the link under /proc to files of this process, so it gets a copy.
  const seenFromHere = `/proc/${server.pid}/root${folder}`;
  const filler = path.join(seenFromHere, "filler");
  return {
    server: {
      ...server,
      get databaseUrl() {
        for (const name of ["blog.db", "blog.db-wal"])
          cpSync(path.join(seenFromHere, name), path.join(folder, name));
        return `file:${databaseFile}`;
      },
    },
    fillDisk: () => {
      for (let bytes = 2 ** 20; bytes >= 1; bytes = Math.floor(bytes / 2)) {
        try {
          for (;;) writeFileSync(filler, Buffer.alloc(bytes), { flag: "a" });
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
    },
    makeRoom: () => rmSync(filler),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** Starts a server whose writes can be made to fail (EFBIG), as with an exhausted quota. */
export async function startOnQuota(env: Settings): Promise<ServerOnDisk> {
  const server = await startInkwell({ env, mayLogErrors: true });
  const limit = (bytes: string) =>
    execFileSync("prlimit", ["--pid", String(server.pid), `--fsize=${bytes}:`]);
  return {
    server,
    fillDisk: () => limit("0"),
    makeRoom: () => limit("unlimited"),
    remove: () => undefined,
  };
}

function makeFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "inkwell-disk-"));
}
