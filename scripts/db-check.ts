import { DATABASES, findMissingSql } from "@/lib/server/db/find-missing-sql";
import { runCommand } from "@/lib/run-command";

await runCommand(async () => {
  for (const database of DATABASES) {
    const sql = await findMissingSql(database);
    if (sql !== undefined) {
      throw new Error(
        `The migrations in prisma/migrations/${database} do not match prisma/schema.prisma. Missing:\n\n${sql}\n` +
          "Create a migration with: npm run db:diff -- NAME",
      );
    }
  }
  console.log("The migrations match prisma/schema.prisma.");
});
