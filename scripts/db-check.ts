import { findMissingSql } from "@/lib/server/db/find-missing-sql";
import { runCommand } from "@/lib/run-command";

await runCommand(async () => {
  const sql = await findMissingSql();
  if (sql !== undefined) {
    throw new Error(
      `The migrations do not match prisma/schema.prisma. Missing:\n\n${sql}\nCreate a migration with: npm run db:diff -- NAME`,
    );
  }
  console.log("The migrations match prisma/schema.prisma.");
});
