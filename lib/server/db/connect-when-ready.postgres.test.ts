import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { createDatabase } from "@/tests/support/postgres";
import { startPgbouncer } from "@/tests/support/pgbouncer";
import { findFreePort, runOnServer, startPostgresCluster } from "@/tests/support/postgres-cluster";
import { connectWhenReady } from "./connect-when-ready";

const CHECK = "Check DATABASE_URL and the database server.";

async function readFailure(url: string, timeoutMs = 1_000): Promise<string> {
  return connectWhenReady(url, timeoutMs).then(
    async (client) => {
      await client.end();
      return expect.unreachable("it connected");
    },
    (error: unknown) => (error as Error).message,
  );
}

describe("a server that answers", () => {
  let url: URL;

  beforeAll(async () => {
    const cluster = await startPostgresCluster({ password_encryption: "scram-sha-256" });
    await runOnServer(cluster.superuserUrl, "CREATE ROLE ada LOGIN PASSWORD 'right'", "CREATE DATABASE blog");
    writeFileSync(
      join(cluster.folder, "pg_hba.conf"),
      "host all ada 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n",
    );
    await runOnServer(cluster.superuserUrl, "SELECT pg_reload_conf()");
    url = new URL(`postgresql://ada:right@127.0.0.1:${cluster.port}/blog`);
    return cluster.remove;
  });

  test("is connected to with the right password", async () => {
    const client = await connectWhenReady(url.href, 1_000);
    expect((await client.query("SELECT current_database() AS name")).rows).toEqual([{ name: "blog" }]);
    await client.end();
  });

  test.each<[Partial<URL>, string]>([
    [{ password: "wrong" }, 'password authentication failed for user "ada"'],
    [{ password: "" }, "the server requires a password"],
    [{ username: "bob", password: "wrong" }, 'role "bob" does not exist'],
    [{ pathname: "/none" }, 'database "none" does not exist'],
    [{ search: "?sslmode=require" }, "The server does not support SSL connections"],
  ])("is not waited for if it rejects the connection (%j)", async (change, reason) => {
    const changed: URL = Object.assign(new URL(url), change);
    const name = changed.pathname.slice(1);
    expect(await readFailure(changed.href)).toBe(
      `Cannot connect to the database ${name} at 127.0.0.1:${url.port}: ${reason}. ${CHECK}`,
    );
  });
});

test("waits for a server that does not listen yet, or starts", async () => {
  const cluster = await startPostgresCluster();
  onTestFinished(cluster.remove);
  const url = await createDatabase({ url: cluster.url, prefix: "inkwell_" });
  await cluster.end("SIGKILL");
  const connected = connectWhenReady(url, 15_000);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await cluster.start();
  const client = await connected;
  expect(client).toBeInstanceOf(pg.Client);
  await client.end();
});

test("waits for the server behind PgBouncer", async () => {
  const cluster = await startPostgresCluster();
  onTestFinished(cluster.remove);
  const url = await createDatabase({ url: cluster.url, prefix: "inkwell_" });
  const pooled = await startPgbouncer(url);
  const client = await connectWhenReady(pooled, 1_000);
  await client.end();
  await cluster.end("SIGINT");
  expect(await readFailure(pooled)).toMatch(
    /^Cannot connect to the database \w+ at 127\.0\.0\.1:\d+ within 1 s: .+\. Check/,
  );
  const connected = connectWhenReady(pooled, 20_000);
  await cluster.start();
  await (await connected).end();
});

test("gives up with one sentence when nobody listens", async () => {
  const port = await findFreePort();
  expect(await readFailure(`postgresql://ada:secret@127.0.0.1:${port}/blog`)).toBe(
    `Cannot connect to the database blog at 127.0.0.1:${port} within 1 s: connect ECONNREFUSED 127.0.0.1:${port}. ${CHECK}`,
  );
});

test("gives up with one sentence when another program listens", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  expect(await readFailure(`postgresql://ada:secret@127.0.0.1:${port}/blog`)).toBe(
    `Cannot connect to the database blog at 127.0.0.1:${port} within 1 s: timeout expired. ${CHECK}`,
  );
});

test("gives up with one sentence when the host has no address", async () => {
  expect(await readFailure("postgresql://ada:secret@db.invalid/blog")).toMatch(
    /^Cannot connect to the database blog at db\.invalid:5432 within 1 s: getaddrinfo \w+ db\.invalid\. Check/,
  );
});
