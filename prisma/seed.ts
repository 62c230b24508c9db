// `npm run db:seed`: sample data, made through the services, so that it keeps every rule that people's own would.
import "@/lib/load-env";
import { runCommand } from "@/lib/run-command";
import { SEED_AUTHORS } from "./seed-authors";

/** The password of the sample accounts: for one's own machine. */
const PASSWORD = "sample data";
const DAY_MS = 24 * 60 * 60 * 1000;

await runCommand(async () => {
  // Here, so that a fault in the settings is told like any other.
  const { env } = await import("@/lib/env");
  const { applyMigrations } = await import("@/lib/server/db/apply-migrations");
  const { closeDatabase } = await import("@/lib/server/db/client");
  const { AppError } = await import("@/lib/server/errors");
  const { publishPost } = await import("@/lib/server/posts/post-service");
  const { registerUser } = await import("@/lib/server/users/user-service");

  await applyMigrations(env.DATABASE_URL);
  try {
    const queue = [];
    for (const { username, email, posts } of SEED_AUTHORS) {
      const author = await registerUser({ username, email, password: PASSWORD });
      queue.push(...posts.map((post, turn) => ({ author, post, turn })));
    }
    // In turn, a post a day, so that the front page has something of everyone; the last one is of today.
    queue.sort((a, b) => a.turn - b.turn);
    for (const [position, { author, post }] of queue.entries()) {
      const now = new Date(Date.now() - (queue.length - 1 - position) * DAY_MS);
      await publishPost(author, post, { now });
    }
    console.log(
      `Made ${SEED_AUTHORS.length} authors and ${queue.length} posts. Log in with the password "${PASSWORD}" as`,
    );
    for (const { email } of SEED_AUTHORS) console.log(`  ${email}`);
  } catch (error) {
    if (error instanceof AppError && /-taken$/.test(error.code))
      throw new Error(
        "There are accounts with these names already: the sample data is for an empty database.",
        { cause: error },
      );
    throw error;
  } finally {
    await closeDatabase();
  }
});
