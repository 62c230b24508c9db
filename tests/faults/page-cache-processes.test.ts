import { expect, it } from "vitest";
import { call } from "../support/call";
import { startInkwell } from "../support/inkwell";
import { makeTestDatabase } from "../support/own-database";
import { requestPage } from "../support/page-response";
import { createDatabase } from "../support/postgres";
import { startPostgresCluster } from "../support/postgres-cluster";
import { publish } from "../support/posts";
import { signUp } from "../support/users";

const PROCESSES = 3;
const ROUNDS = 334;

/** Changes a title through one process after the other and returns each title that the next page or feed of a process lacked. */
async function findStaleTitles(databaseUrl: string): Promise<string[]> {
  const start = () => startInkwell({ databaseUrl, env: { SITE_URL: "https://blog.example" } });
  const first = await start();
  const servers = [first];
  while (servers.length < PROCESSES) servers.push(await start());
  const author = await signUp(first);
  const { id } = await publish(first, author);
  const stale: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const json = { title: `Title of round ${round}.` };
    const writer = servers[round % PROCESSES] ?? first;
    await call(writer, "PATCH", `/api/posts/${id}`, { token: author.token, json });
    const paths = [`/posts/${id}`, "/feed.xml"];
    const pages = await Promise.all(
      servers.flatMap((server) => paths.map((path) => requestPage(server, path))),
    );
    for (const { text } of pages) if (!text.includes(json.title)) stale.push(json.title);
  }
  for (const server of servers) await server.stop();
  return stale;
}

const TITLE =
  "after a write, the next request to any of three processes gets the new page and feed, 1,002 times of 1,002";

it(`${TITLE}, on SQLite`, async () => {
  expect(await findStaleTitles(await makeTestDatabase())).toEqual([]);
});

it(`${TITLE}, on PostgreSQL`, async () => {
  const cluster = await startPostgresCluster();
  try {
    expect(await findStaleTitles(await createDatabase({ url: cluster.url, prefix: "pages_" }))).toEqual([]);
  } finally {
    await cluster.remove();
  }
});
