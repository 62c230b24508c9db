import { expect, it, onTestFinished, vi } from "vitest";
import {
  execute,
  findCorruption,
  insertPosts,
  insertUsers,
  lockDatabase,
  query,
  readPostRows,
  readStored,
  readUserRows,
  ruinDatabase,
} from "./database";
import { connectOther, createBlog, untilBlocked } from "./postgres-blog";

const USER = { username: "Ada", username_key: "ada", email: "ada@example.com", password_hash: "none" };

it("reads from PostgreSQL what it would read from SQLite, in any time zone", async () => {
  vi.stubEnv("TZ", "America/St_Johns");
  onTestFinished(() => void vi.unstubAllEnvs());
  const blog = { databaseUrl: await createBlog() };
  const [user_id = 0] = await insertUsers(blog, [USER]);
  const date_posted = new Date("2026-03-29T01:30:00.123Z");
  const post = { title: "Title?", content: "Text: \"' \\ ä 🙂", user_id, date_posted };
  expect(await insertPosts(blog, [post, post])).toEqual([1, 2]);
  await execute(blog, "UPDATE users SET created_at = ? WHERE id = ?", date_posted, user_id);

  const time = "2026-03-29T01:30:00.123+00:00";
  expect(await readUserRows(blog)).toEqual([
    { id: 1, ...USER, email_verified_at: null, image_file: null, created_at: time },
  ]);
  expect((await readPostRows(blog, user_id))[1]).toEqual({
    ...post,
    id: 2,
    date_posted: time,
    date_edited: null,
  });
  expect(await query(blog, "SELECT COUNT(*) AS count FROM posts WHERE title = ?", "Title?")).toEqual([
    { count: 2 },
  ]);
  expect(await findCorruption(blog)).toEqual([]);
  expect((await readStored(blog)).filter((row) => row.includes("ada@example.com"))).toHaveLength(1);
});

it("locks writers out of PostgreSQL until it releases the lock", async () => {
  const blog = { databaseUrl: await createBlog() };
  const release = await lockDatabase(blog);
  const writing = insertUsers(blog, [USER]);
  await untilBlocked(await connectOther(blog.databaseUrl));
  expect(await readUserRows(blog)).toEqual([]);
  await release();
  await writing;
  expect(await readUserRows(blog)).toHaveLength(1);
});

it("destroys a PostgreSQL database that has open connections", async () => {
  const blog = { databaseUrl: await createBlog() };
  expect(await readUserRows(blog)).toEqual([]);
  await ruinDatabase(blog);
  await expect(readUserRows(blog)).rejects.toThrow("does not exist");
  expect(await readStored(blog)).toEqual([]);
});
