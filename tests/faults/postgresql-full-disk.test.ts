import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { call } from "../support/call";
import { startInkwell } from "../support/inkwell";
import { newPost, publish } from "../support/posts";
import { createDatabase } from "../support/postgres";
import { findServerAccount, runOnServer, startPostgresCluster } from "../support/postgres-cluster";
import { expectProblem } from "../support/problems";
import { logIn, register } from "../support/users";

const SMALL_MB = 4;

/** Mounts a disk of few megabytes; undefined without the right to mount. */
function mountSmallDisk(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-small-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SMALL_MB}m`, "tmpfs", folder]);
  if (mounted.status === 0) return folder;
  rmSync(folder, { recursive: true });
  return undefined;
}

it("while the disk of PostgreSQL is full writes are 503 and reads work, until there is space again", async ({
  skip,
}) => {
  const disk = mountSmallDisk();
  if (disk === undefined) return skip("Mounting a small disk needs root.");
  const cluster = await startPostgresCluster();
  onTestFinished(async () => {
    await cluster.remove();
    execFileSync("umount", [disk]);
    rmSync(disk, { recursive: true });
  });
  const folder = path.join(disk, "tablespace");
  mkdirSync(folder);
  const account = findServerAccount();
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const databaseUrl = await createDatabase({ url: cluster.url, prefix: "full_" });
  const server = await startInkwell({ databaseUrl, mayLogErrors: true });
  const user = await register(server);
  const token = await logIn(server, user);
  const post = await publish(server, { token });
  const asSuperuser = new URL(cluster.superuserUrl);
  asSuperuser.pathname = new URL(databaseUrl).pathname;
  await runOnServer(
    asSuperuser.href,
    `CREATE TABLESPACE small LOCATION '${folder}'`,
    "ALTER TABLE posts SET TABLESPACE small",
  );

  // Random, so that it cannot be compressed.
  const write = () => {
    const json = newPost({ content: randomBytes(30_000).toString("base64") });
    return call(server, "POST", "/api/posts", { token, json });
  };
  let answer = await write();
  for (let size = 0; answer.status === 201 && size < SMALL_MB * 1_000_000; size += 40_000)
    answer = await write();
  const refused = { detail: "The server cannot store data right now. Please try again later." };
  expectProblem(answer, "overloaded", { ...refused, headers: { "retry-after": "60" } });
  expect(await call(server, "GET", `/api/posts/${post.id}`)).toMatchObject({ status: 200, body: post });
  expect((await call(server, "GET", "/api/posts")).status).toBe(200);
  expect((await call(server, "GET", "/api/health")).status).toBe(200);

  execFileSync("mount", ["-o", `remount,size=${4 * SMALL_MB}m`, disk]);
  expect((await write()).status).toBe(201);
  await server.stop();
});
