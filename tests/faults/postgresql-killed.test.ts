import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, expect, it, vi } from "vitest";
import { call } from "../support/call";
import { query } from "../support/database";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { newPost } from "../support/posts";
import { createDatabase } from "../support/postgres";
import { startPostgresCluster, type PostgresCluster } from "../support/postgres-cluster";
import { signUp } from "../support/users";

const ROUNDS = 5;
const WRITERS = 6;
/** How many posts are published between two kills. */
const POSTS = 30;

let cluster: PostgresCluster;
let server: OwnInkwell;

beforeAll(async () => {
  cluster = await startPostgresCluster();
  const databaseUrl = await createDatabase({ url: cluster.url, prefix: "killed_" });
  server = await startInkwell({ databaseUrl, mayLogErrors: true });
  return async () => {
    await server.stop().finally(() => cluster.remove());
  };
});

it("every post that was acknowledged is there after PostgreSQL was killed while many wrote", async () => {
  const { token } = await signUp(server);
  const acknowledged = new Map<number, string>();
  let isOver = false;
  const write = async () => {
    while (!isOver) {
      const json = newPost();
      const { status, body, text } = await call(server, "POST", "/api/posts", { token, json });
      expect([201, 503], text).toContain(status);
      if (status === 201) acknowledged.set((body as { id: number }).id, json.title);
      else await sleep(100);
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, write));
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = acknowledged.size;
    await Promise.race([
      writing,
      vi.waitUntil(() => acknowledged.size >= before + POSTS, { interval: 1, timeout: 60_000 }),
    ]);
    await cluster.end("SIGKILL");
    await cluster.start();
  }
  isOver = true;
  await writing;

  const rows = await query<{ id: number; title: string }>(server, "SELECT id, title FROM posts");
  const stored = new Map(rows.map(({ id, title }) => [id, title]));
  for (const [id, title] of acknowledged) expect([id, stored.get(id)]).toEqual([id, title]);
  expect(acknowledged.size).toBeGreaterThanOrEqual(ROUNDS * POSTS);
});
