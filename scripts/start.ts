import "./production";
import "./load-env";
import { applyMigrations } from "./apply-migrations";
import { runCommand } from "./run-command";

await runCommand(async () => {
  // Here, so that a fault in the settings is told like any other.
  const { env } = await import("@/lib/env");
  const { serve } = await import("./serve");
  const { logWarning } = await import("@/lib/server/log");
  const applied = await applyMigrations(env.DATABASE_URL);
  if (applied.length > 0) console.log(`Applied ${applied.join(", ")}.`);
  if (env.RATE_LIMITS === "off") logWarning("RATE_LIMITS is off: passwords can be guessed without end");
  await serve(env);
});
