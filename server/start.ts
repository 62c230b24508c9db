import "./production";
import "@/lib/load-env";
import { isReadOnly } from "@/lib/server/db/sqlite-adapter";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { runCommand } from "@/lib/run-command";

await runCommand(async () => {
  // Imported here so that invalid settings are reported like any other error.
  const { env } = await import("@/lib/env");
  const { serve } = await import("./serve");
  const { logWarning } = await import("@/lib/server/log/log");
  const { openDatabase } = await import("@/lib/server/db/client");
  const applied = await applyMigrations(env.DATABASE_URL);
  if (applied.length > 0) console.log(`Applied ${applied.join(", ")}.`);
  await openDatabase();
  if (await isReadOnly(env.DATABASE_URL))
    logWarning("The database is read-only. Nothing can be saved until it is writable and Inkwell restarts.");
  if (env.RATE_LIMITS === "off") logWarning("RATE_LIMITS is off: passwords can be guessed without limit.");
  await serve(env);
  // While Node.js takes down its environment, one more SIGTERM would end the process as if it had not been handled.
  process.exit();
});
