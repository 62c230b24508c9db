import { findMissingSql } from "@/lib/server/db/find-missing-sql";
import { runCommand } from "@/lib/run-command";

await runCommand(async () => {
  const sql = await findMissingSql();
  if (sql !== undefined) {
    throw new Error(
      `The migrations do not give what prisma/schema.prisma asks for. Missing:\n\n${sql}\nWrite it with: npm run db:diff -- NAME`,
    );
  }
  console.log("The migrations give what prisma/schema.prisma asks for.");
});
