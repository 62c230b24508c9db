import "@/lib/load-env";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { runCommand } from "@/lib/run-command";

await runCommand(async () => {
  const { env } = await import("@/lib/env"); // here, so that invalid settings are reported like other errors
  const applied = await applyMigrations(env.DATABASE_URL);
  console.log(applied.length > 0 ? `Applied ${applied.join(", ")}.` : "The database is up to date.");
});
