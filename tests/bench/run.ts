// `npm run bench` measures what Inkwell costs, as ratios within one run.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { applyMigrations } from "@/lib/server/db/apply-migrations";
import { hashPassword } from "@/lib/server/passwords/password";
import { readPeakMemoryMib } from "../support/peak-memory";
import { START } from "../support/start-command";
import { startProgram, type Program } from "../support/process";
import { BODILESS_PATH, buildSite, EMPTY_PATH } from "./build-site";
import { makeData } from "./make-data";
import { compare, quantile, requestsPerSecond, timeRequest, type Probe } from "./measure";

const PASSWORD = "a password for measuring";
const SMALL = { users: 100, posts: 1_000 };
const LARGE = { users: 100_000, posts: 1_000_000 };

interface Site {
  url: string;
  program: Program;
}

console.log("Building the site, with two empty routes beside those of the product…");
const checkout = await buildSite();
const folder = mkdtempSync(path.join(tmpdir(), "inkwell-bench-"));
try {
  const passwordHash = await hashPassword(PASSWORD);
  const small = await startSite("small", SMALL, passwordHash);
  const large = await startSite("large", LARGE, passwordHash);
  await showFlood(small);
  await showGrowth(small.url, large.url);
  await showThroughput(small.url);
  await showLoginTimes(small.url);
  for (const { program } of [small, large]) program.kill("SIGTERM");
  await Promise.all([small.program.exited, large.program.exited]);
} finally {
  rmSync(folder, { recursive: true });
}

async function startSite(name: string, size: typeof SMALL, passwordHash: string): Promise<Site> {
  const databaseFile = path.join(folder, `${name}.db`);
  await applyMigrations(`file:${databaseFile}`);
  const start = performance.now();
  makeData(databaseFile, size, passwordHash);
  console.log(
    `${name}: ${size.users} users and ${size.posts} posts, made in ${seconds(performance.now() - start)}`,
  );
  const program = startProgram(process.execPath, START, {
    cwd: checkout,
    env: {
      DATABASE_URL: `file:${databaseFile}`,
      SECRET_KEY: "the bench has a key of its own, like the tests",
      PORT: "0",
      HOSTNAME: "127.0.0.1",
      RATE_LIMITS: "off",
    },
  });
  const [, port] = await program.prints(/http:\/\/\S+:(\d+)\n/);
  return { url: `http://127.0.0.1:${port}`, program };
}

function logIn(url: string, username: string, password: string): Probe {
  return { url: `${url}/api/users/token`, form: new URLSearchParams({ username, password }) };
}

async function probeMe(url: string): Promise<Probe> {
  const form = new URLSearchParams({ username: "reader1@example.com", password: PASSWORD });
  const response = await fetch(`${url}/api/users/token`, { method: "POST", body: form });
  const { access_token } = (await response.json()) as { access_token: string };
  return { url: `${url}/api/users/me`, token: access_token };
}

/** Follows pages until `depth` posts are passed, or to the last page with a next one. */
async function probeDepth(url: string, depth: number): Promise<Probe> {
  let next = "/api/posts?limit=100";
  for (let passed = 0; passed < depth; passed += 100) {
    const link = /<(.+)>/.exec((await fetch(url + next)).headers.get("link") ?? "")?.[1];
    if (link === undefined) break;
    next = link;
  }
  return { url: url + next.replace("limit=100", "limit=20") };
}

async function showGrowth(small: string, large: string): Promise<void> {
  console.log(
    `\nWhat growth costs: ${LARGE.posts} posts against ${SMALL.posts}, medians of 150 requests each`,
  );
  const rows: [string, (url: string) => Promise<Probe>][] = [
    ["GET / (home page)", async (url) => ({ url: `${url}/` })],
    ["GET /api/posts at depth 10,000", (url) => probeDepth(url, 10_000)],
    ["GET /users/1/posts (one author)", async (url) => ({ url: `${url}/users/1/posts` })],
    ["GET /api/users/me", probeMe],
  ];
  for (const [name, probe] of rows) {
    const [before = NaN, after = NaN] = await compare([await probe(small), await probe(large)], 150);
    console.log(
      `  ${name}: ${ms(before)} -> ${ms(after)}, ratio ${(after / before).toFixed(2)} (at most 1.2)`,
    );
  }
}

async function showThroughput(url: string): Promise<void> {
  console.log("\nRequests per second over 16 connections, in turn");
  const rates = { bodiless: 0, empty: 0, health: 0, home: 0, me: 0 };
  const me = await probeMe(url);
  for (let turn = 0; turn < 3; turn++) {
    rates.bodiless += (await requestsPerSecond({ url: url + BODILESS_PATH }, 3)) / 3;
    rates.empty += (await requestsPerSecond({ url: url + EMPTY_PATH }, 3)) / 3;
    rates.health += (await requestsPerSecond({ url: `${url}/api/health` }, 3)) / 3;
    rates.home += (await requestsPerSecond({ url: `${url}/` }, 3)) / 3;
    rates.me += (await requestsPerSecond(me, 3)) / 3;
  }
  const ratio = (rate: number, of: number) => (rate / of).toFixed(2);
  console.log(`  a route that does nothing: ${rates.bodiless.toFixed(0)}`);
  console.log(
    `  a route that returns {}: ${rates.empty.toFixed(0)}, ${ratio(rates.empty, rates.bodiless)} of it`,
  );
  console.log(`  GET /api/health: ${rates.health.toFixed(0)}`);
  // 0.20 before pages had a nonce, which may cost a quarter.
  console.log(
    `  GET / with 20 posts: ${rates.home.toFixed(0)}, ${ratio(rates.home, rates.health)} of health (at least 0.15)`,
  );
  console.log(
    `  GET /api/users/me: ${rates.me.toFixed(0)}, ${ratio(rates.me, rates.empty)} of the route that returns {} (at least 0.8)`,
  );
}

async function showLoginTimes(url: string): Promise<void> {
  console.log("\nWhat the duration of a failed login reveals, medians of 60 each");
  const unknown = { ...logIn(url, "nobody@example.com", "a wrong password"), status: 401 };
  const wrong = { ...logIn(url, "reader1@example.com", "a wrong password"), status: 401 };
  const [first = NaN, second = NaN] = await compare([unknown, wrong], 60);
  console.log(
    `  unknown email ${ms(first)}, wrong password ${ms(second)}, ratio ${(first / second).toFixed(2)} (0.90 to 1.10)`,
  );
}

async function showFlood({ url, program }: Site): Promise<void> {
  console.log("\nGET /api/users/me while 50 logins run");
  const me = await probeMe(url);
  let isOver = false;
  const flood = Promise.all(
    Array.from({ length: 50 }, () => timeRequest(logIn(url, "reader2@example.com", PASSWORD))),
  );
  void flood.then(() => (isOver = true));
  const times: number[] = [];
  while (!isOver) times.push(await timeRequest(me));
  const slowest = Math.max(...(await flood));
  console.log(
    `  p50 ${ms(quantile(times, 0.5))}, p99 ${ms(quantile(times, 0.99))} of ${times.length} (at most 250 ms); the last login took ${ms(slowest)}`,
  );
  const memory = readPeakMemoryMib(program.pid);
  console.log(
    `  peak memory: ${memory === undefined ? "not reported by this system" : `${memory.toFixed(0)} MiB`} (at most 600)`,
  );
}

function ms(duration: number): string {
  return `${duration.toFixed(1)} ms`;
}

function seconds(duration: number): string {
  return `${(duration / 1000).toFixed(0)} s`;
}
