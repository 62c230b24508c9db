import "./production";
import "./load-env";
import { isReadOnly } from "@/lib/server/sqlite-adapter";
import { applyMigrations } from "./apply-migrations";
import { runCommand } from "./run-command";

await runCommand(async () => {
  // Here, so that a fault in the settings is told like any other.
  const { env } = await import("@/lib/env");
  const { serve } = await import("./serve");
  const { logWarning } = await import("@/lib/server/log");
  const { openDatabase } = await import("@/lib/server/db");
  const applied = await applyMigrations(env.DATABASE_URL);
  if (applied.length > 0) console.log(`Applied ${applied.join(", ")}.`);
  await openDatabase();
  if (await isReadOnly(env.DATABASE_URL))
    logWarning(
      "The database is read-only: nothing is stored until it is writable and Inkwell is started again",
    );
  if (env.RATE_LIMITS === "off") logWarning("RATE_LIMITS is off: passwords can be guessed without end");
  await serve(env);
});
