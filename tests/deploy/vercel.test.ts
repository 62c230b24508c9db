import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { call } from "../support/call";
import { execute, query, readSessionRows } from "../support/database";
import { DEFAULT_SETTINGS } from "../support/inkwell";
import { publish } from "../support/posts";
import { runOnServer, startPostgresCluster, type PostgresCluster } from "../support/postgres-cluster";
import { logInAsPage, readSetCookie, renewByCookie, SAME_ORIGIN } from "../support/refresh-cookie";
import { findSecrets } from "../support/secrets";
import { SECURITY_HEADERS } from "../support/security-headers";
import { logIn, newUser, register, signUp } from "../support/users";
import { makeVercelProject, type VercelProject } from "./support/vercel-build";
import { startVercelSite, type VercelSite } from "./support/vercel-site";

const REGISTRATIONS = 5;
const { SECRET_KEY } = DEFAULT_SETTINGS;
/** What Vercel sets besides. Without SITE_URL, Next would make absolute URLs of them. */
const OF_VERCEL = {
  VERCEL_ENV: "production",
  VERCEL_URL: "deployment.vercel.example",
  VERCEL_PROJECT_PRODUCTION_URL: "production.vercel.example",
};

let cluster: PostgresCluster;
let project: VercelProject;
let output: string;
let site: VercelSite;

beforeAll(async () => {
  cluster = await startPostgresCluster();
  await runOnServer(cluster.url, "CREATE DATABASE blog");
  const databaseUrl = cluster.url.replace(/postgres$/, "blog");
  project = await makeVercelProject();
  const built = await project.build({ SECRET_KEY, DATABASE_URL: databaseUrl });
  expect(built).toMatchObject({ code: 0, output: expect.stringMatching(/Applied \d+_init/) });
  output = project.moveOutput();
  const env = {
    ...DEFAULT_SETTINGS,
    ...OF_VERCEL,
    RATE_LIMITS: "on",
    RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: String(REGISTRATIONS),
    DATABASE_POOL_SIZE: "2",
  };
  site = await startVercelSite(output, { env, databaseUrl });
});

afterEach(() => site?.thaw());

afterAll(async () => {
  await site?.stop();
  project?.remove();
  await cluster?.remove();
});

it("stops the build with a sentence if the database is a file", async () => {
  const refused = await project.build({ SECRET_KEY, DATABASE_URL: "file:./blog.db" });
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("DATABASE_URL must be the URL of a PostgreSQL database on Vercel");
});

it("answers with 500 and logs a sentence if the functions get a file as their database", async () => {
  const other = await startVercelSite(output, {
    env: { ...DEFAULT_SETTINGS, ...OF_VERCEL },
    databaseUrl: "file:/tmp/blog.db",
  });
  const { status } = await fetch(`${other.url}/api/posts`);
  expect(status).toBe(500);
  expect(other.output()).toContain("DATABASE_URL must be the URL of a PostgreSQL database on Vercel");
  await other.stop();
});

it("registers, logs in, publishes and shows pages", async () => {
  const user = await register(site);
  const token = await logIn(site, user);
  const { id } = await publish(site, { token }, { title: "Notes from afar" });
  for (const path of ["/", `/posts/${id}`, `/users/${user.id}/posts`]) {
    const page = await fetch(site.url + path);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).toContain("Notes from afar");
    expect(html).not.toContain("vercel.example");
    expect(Object.fromEntries(page.headers)).toMatchObject({
      ...SECURITY_HEADERS,
      "strict-transport-security": expect.stringMatching(/^max-age=\d+$/),
      "content-security-policy": expect.stringMatching(/^default-src 'none'; script-src 'nonce-/),
    });
  }
});

it("serves files with the security headers and for as long as they may be kept", async () => {
  const html = await (await fetch(`${site.url}/login`)).text();
  const [, script = ""] = /src="(\/_next\/static\/[^"]+\.js)[?"]/.exec(html) ?? [];
  for (const [path, kept] of [
    [script, "public,max-age=31536000,immutable"],
    ["/icon.svg", "public, max-age=86400"],
  ] as const) {
    const { status, headers } = await fetch(site.url + path);
    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({ ...SECURITY_HEADERS, "cache-control": kept });
  }
});

it("counts the addresses that Vercel reports, in the database, and not those that clients invent", async () => {
  site.address = "192.0.2.2";
  const attempt = (index: number) =>
    call(site, "POST", "/api/users", {
      json: newUser(),
      headers: { "X-Forwarded-For": `203.0.113.${index}`, "X-Vercel-Forwarded-For": `203.0.113.${index}` },
    });
  for (let index = 0; index < REGISTRATIONS; index += 1) expect((await attempt(index)).status).toBe(201);
  expect(await attempt(99)).toMatchObject({ status: 429, body: { code: "too-many-requests" } });
  const counters = await query<{ key: string }>(site, "SELECT * FROM rate_limits");
  expect(counters.length).toBeGreaterThan(0);
  site.address = "192.0.2.3";
  expect((await attempt(99)).status).toBe(201);
});

it("renews a session by a cookie that only https requests send", async () => {
  const user = await register(site);
  const first = readSetCookie(await logInAsPage(site, user));
  expect(first?.attributes).toMatchObject({ secure: true, httponly: true, samesite: "strict" });
  const renewed = await renewByCookie(site, String(first?.value), SAME_ORIGIN);
  expect(renewed.status).toBe(200);
  expect(readSetCookie(renewed)?.value).not.toBe(first?.value);
  const sessions = await readSessionRows(site, user.id);
  expect(sessions.map(({ address }) => address)).toEqual([site.address]);
});

it("notes the use of a session although the function freezes right after the response", async () => {
  const author = await signUp(site);
  const LONG_AGO = new Date("2026-01-01T00:00:00Z");
  await execute(site, "UPDATE sessions SET last_used_at = ? WHERE user_id = ?", LONG_AGO, author.id);
  expect((await call(site, "GET", "/api/users/me", { token: author.token })).status).toBe(200);
  await site.freeze();
  const lastUsed = async () => (await readSessionRows(site, author.id))[0]?.last_used_at;
  await vi.waitUntil(async () => Date.parse(String(await lastUsed())) > LONG_AGO.getTime(), 5_000);
});

it("has no connection to the database while it is frozen, and opens new ones afterwards", async () => {
  const paths = ["/", "/api/posts", "/", "/api/posts"];
  const countConnections = async () =>
    (
      await query(
        site,
        "SELECT FROM pg_stat_activity WHERE datname = 'blog' AND application_name = 'inkwell'",
      )
    ).length;
  await Promise.all(paths.map((path) => fetch(site.url + path)));
  expect(await countConnections()).toBeGreaterThan(1);
  await site.freeze();
  // PostgreSQL notices a moment later.
  await vi.waitUntil(async () => (await countConnections()) === 0, 5_000);
  site.thaw();
  const responses = await Promise.all(paths.map((path) => fetch(site.url + path)));
  expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
});

it.each<[string, string, number]>([
  ["PUT", "/", 405],
  ["POST", "/login", 400],
  ["GET", "/posts/%ff", 404],
  ["GET", "/api/users/%ff", 422],
  ["GET", "/api/nothing", 404],
  ["DELETE", "/api/posts", 405],
  ["GET", "/500", 404],
  ["GET", "/_global-error", 404],
])("answers %s %s with %i", async (method, path, status) => {
  const response = await fetch(site.url + path, { method });
  expect(response.status).toBe(status);
});

it("prints no password and no token", () => {
  expect(site.secrets.size).toBeGreaterThan(0);
  expect(findSecrets(site.output(), site.secrets)).toEqual([]);
});
