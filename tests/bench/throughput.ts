import { setTimeout as sleep } from "node:timers/promises";
import { BODILESS_PATH, EMPTY_PATH } from "./build-site";
import { measureRate, quantile, timeRequest, type Rate } from "./measure";
import { probeAuthor, probeHome, probeLogin, probeMe, probePost, probePosts, probePublish } from "./probes";
import { ms, ratio, showMemory, type Measurements } from "./show";
import type { Site } from "./sites";

const EMPTY = "a route that answers {}";
const PAUSE_BETWEEN_POSTS_MS = 100;
/** V8 compiles what is used often. */
const WARM_UP_SECONDS = 1;

/** What requests a site serves over 16 connections, as part of a route that answers {}, and the memory that it takes. */
export async function measureThroughput(
  { url, program }: Site,
  { turns, seconds }: { turns: number; seconds: number },
): Promise<Measurements> {
  const pages = "at least 3 on SQLite and 2 on PostgreSQL; p99 at most 15 ms";
  const rows = {
    [EMPTY]: { url: url + EMPTY_PATH },
    "a route that does nothing": { url: url + BODILESS_PATH },
    [`GET / (${pages})`]: probeHome(url),
    [`GET /posts/{id} (${pages})`]: probePost(url),
    [`GET /users/{id}/posts (${pages})`]: probeAuthor(url),
    "GET /api/posts": probePosts(url),
    "GET /api/users/me (at least 0.8)": await probeMe(url),
    "POST /api/posts": await probePublish(url),
    login: probeLogin(url),
  };
  const rates = Object.entries(rows).map(([name, probe]) => ({ name, probe, perSecond: 0, p99: 0 }));
  for (const { probe } of rates) await measureRate([probe], WARM_UP_SECONDS);
  for (let turn = 0; turn < turns; turn += 1)
    for (const row of rates) addRate(row, await measureRate([row.probe], seconds), turns);

  const empty = rates.find(({ name }) => name === EMPTY)?.perSecond ?? NaN;
  const shown = rates.map(({ name, ...rate }) => [name, showRate(rate, empty)]);
  return {
    ...(Object.fromEntries(shown) as Measurements),
    ...(await measureHomeWhilePublishing(url, empty, seconds)),
    "memory afterwards (at most 300 MiB)": showMemory(program, "now"),
  };
}

/** What is left of the front page while it changes ten times a second. */
async function measureHomeWhilePublishing(
  url: string,
  empty: number,
  seconds: number,
): Promise<Measurements> {
  const publish = await probePublish(url);
  let isOver = false;
  const publishing = (async () => {
    while (!isOver) {
      await timeRequest(publish);
      await sleep(PAUSE_BETWEEN_POSTS_MS);
    }
  })();
  const { times, perSecond } = await measureRate([probeHome(url)], 2 * seconds);
  isOver = true;
  await publishing;
  return {
    "GET / while ten posts a second are published (at least 1.5 on SQLite and 1 on PostgreSQL)": showRate(
      { perSecond, p99: quantile(times, 0.99) },
      empty,
    ),
  };
}

function showRate({ perSecond, p99 }: { perSecond: number; p99: number }, empty: number): string {
  return `${perSecond.toFixed(0)}/s, ${ratio(perSecond, empty)}, p99 ${ms(p99)}`;
}

function addRate(sum: { perSecond: number; p99: number }, { perSecond, times }: Rate, turns: number): void {
  sum.perSecond += perSecond / turns;
  sum.p99 += quantile(times, 0.99) / turns;
}
