import { expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell, startInkwell } from "../../support/inkwell";
import { requestPage } from "../../support/page-response";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const server = provideOwnInkwell();
const ROUNDS = 334;

it("after a write, the next request to any of three processes gets the new page, 1,002 times of 1,002", async () => {
  const { databaseUrl } = server;
  const others = [await startInkwell({ databaseUrl }), await startInkwell({ databaseUrl })];
  const processes = [server, ...others];
  const author = await signUp(server);
  const { id } = await publish(server, author);
  const stale: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const json = { title: `Title of round ${round}.` };
    const writer = processes[round % processes.length] ?? server;
    await call(writer, "PATCH", `/api/posts/${id}`, { token: author.token, json });
    const pages = await Promise.all(processes.map((process) => requestPage(process, `/posts/${id}`)));
    for (const { text } of pages) if (!text.includes(json.title)) stale.push(json.title);
  }
  expect(stale).toEqual([]);
  for (const process of others) await process.stop();
}, 120_000);
