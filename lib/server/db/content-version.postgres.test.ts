import pg from "pg";
import { expect, it, onTestFinished } from "vitest";
import { CONTENT_CHANGES, OTHER_CHANGES, READ_VERSION } from "@/tests/support/content-changes";
import { createBlog } from "@/tests/support/postgres-blog";

async function connect(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(() => client.end());
  const readVersion = async () => (await client.query<{ version: string }>(READ_VERSION)).rows[0]?.version;
  return { client, readVersion };
}

it("PostgreSQL gives the content another version with every change of what pages show, and with no other", async () => {
  const { client, readVersion } = await connect(await createBlog());
  const versions = [await readVersion()];
  for (const sql of [...CONTENT_CHANGES, "TRUNCATE posts"]) {
    await client.query(sql);
    const version = await readVersion();
    expect(versions, sql).not.toContain(version);
    versions.push(version);
  }
  for (const sql of OTHER_CHANGES) {
    await client.query(sql);
    expect(await readVersion(), sql).toBe(versions.at(-1));
  }
  await client.query("TRUNCATE users CASCADE");
  expect(versions).not.toContain(await readVersion());
});

it("PostgreSQL shows a new version together with the change, at its commit", async () => {
  const url = await createBlog();
  const writer = await connect(url);
  const reader = await connect(url);
  const version = await reader.readVersion();
  await writer.client.query(`BEGIN; ${CONTENT_CHANGES[0]}`);
  expect(await reader.readVersion()).toBe(version);
  await writer.client.query("COMMIT");
  expect(await reader.readVersion()).not.toBe(version);
});

it("simultaneous writers on PostgreSQL do not deadlock on the version", async () => {
  const url = await createBlog();
  const { client } = await connect(url);
  await client.query(CONTENT_CHANGES[0] ?? "");
  const insert = "INSERT INTO posts (title, content, user_id, date_posted) VALUES ('', '', $1, now())";
  await Promise.all(
    Array.from({ length: 6 }, async (_, index) => {
      const writer = await connect(url);
      for (let round = 0; round < 50; round++) {
        await writer.client.query(insert, [1 + (round % 2)]);
        await writer.client.query("UPDATE users SET image_file = $1 WHERE id = $2", [
          `${round}`,
          1 + (index % 2),
        ]);
        await writer.client.query(
          "DELETE FROM posts WHERE id IN (SELECT id FROM posts LIMIT 1 FOR UPDATE SKIP LOCKED)",
        );
      }
    }),
  );
});
