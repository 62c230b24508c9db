import { setTimeout as sleep } from "node:timers/promises";
import { startMailServer } from "../faults/support/smtp";
import { compare, quantile, measureRate, timeRequest } from "./measure";
import {
  probeAuthor,
  probeDepth,
  probeForgotPassword,
  probeHome,
  probeLogin,
  probeMe,
  probePosts,
  probePublish,
  probeSearch,
} from "./probes";
import { ms, ratio, showMemory, type Measurements } from "./show";
import { startSite, stopSites, type Site } from "./sites";

/** What a process takes that has just answered its first requests. */
export async function measureIdleMemory({ url, program }: Site): Promise<Measurements> {
  for (const probe of [probeHome(url), probePosts(url)]) await timeRequest(probe);
  await sleep(5_000);
  return { "memory at rest (at most 180 MiB)": showMemory(program, "now") };
}

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
  return {
    "GET /api/users/me while 50 logins run, p50": ms(quantile(times, 0.5)),
    "the same, p99 (at most 250 ms)": ms(quantile(times, 0.99)),
    "the last of the 50 logins": ms(slowest),
    "most memory so far (at most 450 MiB)": showMemory(program, "peak"),
  };
}

/** What the number of posts costs: ratios of medians of 150 requests each. */
export async function measureGrowth(small: Site, large: Site): Promise<Measurements> {
  const rows = {
    "GET / (home)": probeHome,
    "GET /api/posts at depth 10,000": (url: string) => probeDepth(url, 10_000),
    "GET /users/1/posts (one author)": probeAuthor,
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

/** How much longer a search takes than a page of all posts: ratios of medians of 60 requests each. */
export async function measureSearch({ url }: Site): Promise<Measurements> {
  const searches = {
    "a word of every post (at most 3)": "words",
    "a word of one post (at most 3)": "765432",
    "a word of no post (at most 3)": "zebra",
    "the start of a word of every post (at most 3)": "nothin",
    "the start of a word of ten posts (at most 3)": "76543",
    "a word of a hundred thousand old posts": "early",
  };
  const measured: Measurements = {};
  for (const [name, word] of Object.entries(searches)) {
    const [list = NaN, search = NaN] = await compare([probePosts(url), probeSearch(url, word)], 60);
    measured[`GET /api/posts to a search for ${name}`] =
      `${ms(list)} → ${ms(search)}, ${ratio(search, list)}`;
  }
  return measured;
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

/** What the time of a request for a new password tells: medians of 300 each. */
export async function measureForgotPasswordTimes(
  { databaseUrl }: Site,
  checkout: string,
): Promise<Measurements> {
  const mailServer = await startMailServer();
  const site = await startSite(checkout, databaseUrl, {
    SMTP_URL: mailServer.url,
    MAIL_FROM: "blog@blog.example",
    SITE_URL: "https://blog.example",
  });
  const unknown = probeForgotPassword(site.url, "nobody@example.com");
  const known = probeForgotPassword(site.url, "reader2@example.com");
  const [first = NaN, second = NaN] = await compare([unknown, known], 300);
  await stopSites([site]);
  await mailServer.close();
  return {
    "forgotten password, unknown email to known (0.90 to 1.10)": `${ms(first)}, ${ms(second)}, ${ratio(first, second)}`,
  };
}

/** What three processes on one database serve, to what one does. They share the processors of this machine. */
export async function measureProcesses(site: Site, checkout: string): Promise<Measurements> {
  const others = [await startSite(checkout, site.databaseUrl), await startSite(checkout, site.databaseUrl)];
  const measured: Measurements = {};
  for (const [name, probe] of Object.entries({ "GET /api/users/me": probeMe, "GET /": probeHome })) {
    const one = await probe(site.url);
    const three = [one, ...(await Promise.all(others.map(async ({ url }) => probe(url))))];
    await measureRate(three, 2);
    let [rateOfOne, rateOfThree] = [0, 0];
    for (let turn = 0; turn < 3; turn++) {
      rateOfOne += (await measureRate([one], 3)).perSecond / 3;
      rateOfThree += (await measureRate(three, 3)).perSecond / 3;
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
