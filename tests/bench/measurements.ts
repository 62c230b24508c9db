import { readPeakMemoryMib } from "../support/peak-memory";
import { BODILESS_PATH, EMPTY_PATH } from "./build-site";
import { compare, quantile, requestsPerSecond, timeRequest } from "./measure";
import { probeDepth, probeHome, probeLogin, probeMe, probePublish } from "./probes";
import { startSite, stopSites, type Site } from "./sites";

/** What was measured, by a name that says what is promised of it. */
export type Measurements = Record<string, string>;

/** Requests with a token while 50 logins run. */
export async function measureFlood({ url, program }: Site): Promise<Measurements> {
  const me = await probeMe(url);
  let isOver = false;
  // A slow machine rejects those that would wait too long.
  const login = { ...probeLogin(url), status: [200, 503] };
  const flood = Promise.all(Array.from({ length: 50 }, () => timeRequest(login)));
  void flood.then(() => (isOver = true));
  const times: number[] = [];
  while (!isOver) times.push(await timeRequest(me));
  const slowest = Math.max(...(await flood));
  const memory = readPeakMemoryMib(program.pid);
  return {
    "GET /api/users/me while 50 logins run, p50": ms(quantile(times, 0.5)),
    "the same, p99 (at most 250 ms)": ms(quantile(times, 0.99)),
    "the last of the 50 logins": ms(slowest),
    "most memory (at most 600 MiB)": memory === undefined ? "unknown" : `${memory.toFixed(0)} MiB`,
  };
}

/** What the number of posts costs: ratios of medians of 150 requests each. */
export async function measureGrowth(small: Site, large: Site): Promise<Measurements> {
  const rows = {
    "GET / (home)": probeHome,
    "GET /api/posts at depth 10,000": (url: string) => probeDepth(url, 10_000),
    "GET /users/1/posts (one author)": (url: string) => ({ url: `${url}/users/1/posts` }),
    "GET /api/users/me": probeMe,
    "POST /api/posts": probePublish,
  };
  const measured: Measurements = {};
  for (const [name, probe] of Object.entries(rows)) {
    const probes = [await probe(small.url), await probe(large.url)];
    const [before = NaN, after = NaN] = await compare(probes, 150);
    measured[`${name}, a million posts to a thousand (at most 1.2)`] =
      `${ms(before)} → ${ms(after)}, ${ratio(after, before)}`;
  }
  return measured;
}

/** Requests in a second over 16 connections, in turn. */
export async function measureThroughput({ url }: Site): Promise<Measurements> {
  const probes = {
    bodiless: { url: url + BODILESS_PATH },
    empty: { url: url + EMPTY_PATH },
    health: { url: `${url}/api/health` },
    home: probeHome(url),
    me: await probeMe(url),
  };
  const rates = { bodiless: 0, empty: 0, health: 0, home: 0, me: 0 };
  for (let turn = 0; turn < 3; turn++)
    for (const name of Object.keys(rates) as (keyof typeof rates)[])
      rates[name] += (await requestsPerSecond([probes[name]], 3)) / 3;
  const { bodiless, empty, health, home, me } = rates;
  return {
    "requests a second: a route that does nothing": bodiless.toFixed(0),
    "a route that answers {}, part of that": `${empty.toFixed(0)}, ${ratio(empty, bodiless)}`,
    "GET /api/health": health.toFixed(0),
    // 0.20 before pages had a nonce, which may cost a quarter.
    "GET / with 20 posts, part of health (at least 0.15)": `${home.toFixed(0)}, ${ratio(home, health)}`,
    "GET /api/users/me, part of {} (at least 0.8)": `${me.toFixed(0)}, ${ratio(me, empty)}`,
  };
}

/** What the time of a failed login tells: medians of 60 each. */
export async function measureLoginTimes({ url }: Site): Promise<Measurements> {
  const wrong = { password: "a wrong password", status: 401 };
  const unknown = probeLogin(url, { ...wrong, username: "nobody@example.com" });
  const [first = NaN, second = NaN] = await compare([unknown, probeLogin(url, wrong)], 60);
  return {
    "failed login, unknown email to wrong password (0.90 to 1.10)": `${ms(first)}, ${ms(second)}, ${ratio(first, second)}`,
  };
}

/** What three processes on one database serve, to what one does. They share the processors of this machine. */
export async function measureProcesses(site: Site, checkout: string): Promise<Measurements> {
  const others = [await startSite(checkout, site.databaseUrl), await startSite(checkout, site.databaseUrl)];
  const measured: Measurements = {};
  for (const [name, probe] of Object.entries({ "GET /api/users/me": probeMe, "GET /": probeHome })) {
    const one = await probe(site.url);
    const three = [one, ...(await Promise.all(others.map(async ({ url }) => probe(url))))];
    await requestsPerSecond(three, 2);
    let [rateOfOne, rateOfThree] = [0, 0];
    for (let turn = 0; turn < 3; turn++) {
      rateOfOne += (await requestsPerSecond([one], 3)) / 3;
      rateOfThree += (await requestsPerSecond(three, 3)) / 3;
    }
    measured[`${name}, three processes to one`] =
      `${rateOfOne.toFixed(0)} → ${rateOfThree.toFixed(0)}, ${ratio(rateOfThree, rateOfOne)}`;
  }
  await stopSites(others);
  return measured;
}

/** How much longer requests take on the second site than on the first: medians in turn. */
export async function measureDifference(first: Site, second: Site): Promise<Measurements> {
  const rows = {
    "GET /api/users/me": { probe: probeMe, rounds: 150 },
    "GET / (home)": { probe: probeHome, rounds: 150 },
    "POST /api/posts": { probe: probePublish, rounds: 150 },
    login: { probe: probeLogin, rounds: 30 },
  };
  const measured: Measurements = {};
  for (const [name, { probe, rounds }] of Object.entries(rows)) {
    const [one = NaN, other = NaN] = await compare([await probe(first.url), await probe(second.url)], rounds);
    measured[name] = `${ms(one)} → ${ms(other)}, ${ratio(other, one)}`;
  }
  return measured;
}

function ms(duration: number): string {
  return `${duration.toFixed(1)} ms`;
}

function ratio(part: number, of: number): string {
  return (part / of).toFixed(2);
}
