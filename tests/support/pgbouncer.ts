import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { readGuideFile } from "./guide-file";
import { findFreePort } from "./postgres-cluster";
import { startProgram } from "./process";

/**
 * Starts PgBouncer with the file of the guide, in transaction mode, in front of a database and returns the URL to connect to. It ends with the running test,
 * unless `atEnd` gets the function that ends it.
 */
export async function startPgbouncer(
  databaseUrl: string,
  atEnd: (stop: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const url = new URL(databaseUrl);
  const port = await findFreePort();
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-pgbouncer-"));
  writeFileSync(
    `${folder}/pgbouncer.ini`,
    readGuideFile("pgbouncer.ini", [
      [/^blog = .*$/m, `* = host=${url.hostname} port=${url.port || 5432} user=${url.username}`],
      [/^listen_port = .*$/m, `listen_port = ${port}`],
      // The server of the tests asks for no password.
      [/^auth_type = .*\nauth_file = .*$/m, "auth_type = any"],
      // Fewer than the requests of a test.
      [/^default_pool_size = .*$/m, "default_pool_size = 5"],
    ]),
  );
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? ["--user=nobody"] : [];
  const program = startProgram("pgbouncer", [...user, `${folder}/pgbouncer.ini`]);
  atEnd(async () => {
    program.kill("SIGINT");
    await program.exited;
    rmSync(folder, { recursive: true });
  });
  await program.prints(/process up/);
  url.port = String(port);
  return url.href;
}
