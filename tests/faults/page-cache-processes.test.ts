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

/** Changes a title through one process after the other and returns each title that the next page of a process did not show. */
async function findStaleTitles(databaseUrl: string): Promise<string[]> {
  const first = await startInkwell({ databaseUrl });
  const servers = [first];
  while (servers.length < PROCESSES) servers.push(await startInkwell({ databaseUrl }));
  const author = await signUp(first);
  const { id } = await publish(first, author);
  const stale: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const json = { title: `Title of round ${round}.` };
    const writer = servers[round % PROCESSES] ?? first;
    await call(writer, "PATCH", `/api/posts/${id}`, { token: author.token, json });
    const pages = await Promise.all(servers.map((server) => requestPage(server, `/posts/${id}`)));
    for (const { text } of pages) if (!text.includes(json.title)) stale.push(json.title);
  }
  for (const server of servers) await server.stop();
  return stale;
}

const TITLE =
  "after a write, the next request to any of three processes gets the new page, 1,002 times of 1,002";

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
