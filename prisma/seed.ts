// Inserts sample data through the services, so that it follows every rule.
import "@/lib/load-env";
import { runCommand } from "@/lib/run-command";
import { SEED_AUTHORS } from "./seed-authors";

/** The password of the sample accounts, for development only. */
const PASSWORD = "sample data";
const DAY_MS = 24 * 60 * 60 * 1000;

await runCommand(async () => {
  // Imported here, so that invalid settings are reported like other errors.
  const { env } = await import("@/lib/env");
  const { applyMigrations } = await import("@/lib/server/db/apply-migrations");
  const { closeDatabase } = await import("@/lib/server/db/client");
  const { AppError } = await import("@/lib/server/errors");
  const { publishPost } = await import("@/lib/server/posts/publication-service");
  const { createUser } = await import("@/lib/server/users/user-service");

  await applyMigrations(env.DATABASE_URL);
  try {
    const queue = [];
    for (const { username, email, posts } of SEED_AUTHORS) {
      const author = await createUser({ username, email, password: PASSWORD }, { isVerified: true });
      queue.push(...posts.map((post, turn) => ({ author, post, turn })));
    }
    // One post a day, authors in turn, the last one today, so that the front page shows all of them.
    queue.sort((a, b) => a.turn - b.turn);
    for (const [position, { author, post }] of queue.entries()) {
      const now = new Date(Date.now() - (queue.length - 1 - position) * DAY_MS);
      await publishPost({ ...author, imageFile: author.image_file, emailVerifiedAt: now }, post, { now });
    }
    console.log(
      `Created ${SEED_AUTHORS.length} authors and ${queue.length} posts. Log in with the password "${PASSWORD}" as`,
    );
    for (const { email } of SEED_AUTHORS) console.log(`  ${email}`);
  } catch (error) {
    if (error instanceof AppError && /-taken$/.test(error.code))
      throw new Error("Accounts with these names already exist. The sample data needs an empty database.", {
        cause: error,
      });
    throw error;
  } finally {
    await closeDatabase();
  }
});
