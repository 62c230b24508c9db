import { spawnSync } from "node:child_process";

/** Returns the files that git tracks or would track, relative to `root`, or undefined without git or a checkout. */
export function listFiles(root: string): string[] | undefined {
  const git = spawnSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return git.status === 0 ? [...new Set(git.stdout.split("\0"))].filter((file) => file !== "") : undefined;
}
