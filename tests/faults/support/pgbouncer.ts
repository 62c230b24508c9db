import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findFreePort, findServerAccount } from "../../support/postgres-cluster";
import { startProgram } from "../../support/process";

/** The connections to PostgreSQL: fewer than the clients have, so that they take turns. */
const POOL_SIZE = 4;

/** Starts PgBouncer in transaction mode before a PostgreSQL server, and returns its port. */
export async function startPgbouncer(targetPort: number) {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-pgbouncer-"));
  const account = findServerAccount();
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const port = await findFreePort();
  const config = path.join(folder, "pgbouncer.ini");
  writeFileSync(path.join(folder, "users.txt"), '"inkwell" ""\n');
  writeFileSync(
    config,
    `[databases]
* = host=127.0.0.1 port=${targetPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${folder}/users.txt
pool_mode = transaction
default_pool_size = ${POOL_SIZE}
`,
  );
  const program = startProgram("/usr/sbin/pgbouncer", [config], { cwd: folder, ...account });
  await program.prints(/process up/);
  return {
    port,
    async stop() {
      program.kill("SIGTERM");
      await program.exited;
      rmSync(folder, { recursive: true });
    },
  };
}
