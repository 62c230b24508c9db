import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeAll, it } from "vitest";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { createDatabase } from "../support/postgres";
import { runOnServer, startPostgresCluster, type PostgresCluster } from "../support/postgres-cluster";
import { createProber, type Prober } from "./support/all-requests";
import { startTcpProxy, type TcpProxy } from "./support/tcp-proxy";

const MAX_CONNECTIONS = 20;
const RESERVED_CONNECTIONS = 3;

let cluster: PostgresCluster;
let proxy: TcpProxy;
let server: OwnInkwell;
let prober: Prober;
/** Undoes what a failed test left broken. */
let repair: () => Promise<unknown> = () => Promise.resolve();

beforeAll(async () => {
  cluster = await startPostgresCluster({
    max_connections: String(MAX_CONNECTIONS),
    superuser_reserved_connections: String(RESERVED_CONNECTIONS),
  });
  proxy = await startTcpProxy(cluster.port);
  const databaseUrl = new URL(await createDatabase({ url: cluster.url, prefix: "gone_" }));
  databaseUrl.port = String(proxy.port);
  server = await startInkwell({
    databaseUrl: databaseUrl.href,
    mayLogErrors: true,
    env: { RATE_LIMITS: "on" },
  });
  prober = await createProber(server);
  return async () => {
    try {
      await server.stop();
    } finally {
      await proxy.close();
      await cluster.remove();
    }
  };
});
afterEach(async () => {
  await repair();
  repair = () => Promise.resolve();
});

/** Runs statements on the database of the product. */
async function run(...statements: string[]): Promise<void> {
  const url = new URL(cluster.superuserUrl);
  url.pathname = new URL(server.databaseUrl).pathname;
  await runOnServer(url.href, ...statements);
}

const TERMINATE_CONNECTIONS =
  "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'inkwell'";

it.each(["SIGINT", "SIGQUIT", "SIGKILL"] as const)(
  "while PostgreSQL is gone after %s every request is 503 within 5 s, and all work again within 5 s of its return",
  async (signal) => {
    await cluster.end(signal);
    repair = () => cluster.start();
    await prober.expectRefused("reads", "writes");
    repair = () => Promise.resolve();
    await cluster.start();
    await prober.expectRecovery();
  },
);

it("requests under way when PostgreSQL is killed are answered within 5 s", async () => {
  const locker = await lock("ACCESS EXCLUSIVE");
  const refused = prober.expectRefused("reads", "writes");
  await sleep(500); // for them to be at the lock
  await cluster.end("SIGKILL");
  await locker.end().catch(() => undefined);
  await refused;
  await cluster.start();
  await prober.expectRecovery();
});

it("while the network is blocked every request is 503 within 5 s, and all work again within 5 s of its return", async () => {
  proxy.block();
  repair = async () => proxy.unblock();
  await prober.expectRefused("reads", "writes");
  proxy.unblock();
  await prober.expectRecovery();
});

it("while PostgreSQL accepts no more connections every request is 503 within 5 s", async () => {
  const others: pg.Client[] = [];
  repair = () => Promise.all(others.map((client) => client.end()));
  await runOnServer(cluster.superuserUrl, TERMINATE_CONNECTIONS);
  for (let count = 0; count < MAX_CONNECTIONS - RESERVED_CONNECTIONS; count += 1) {
    const client = new pg.Client({ connectionString: cluster.url });
    client.on("error", () => undefined);
    await client.connect();
    others.push(client);
  }
  await prober.expectRefused("reads", "writes");
  await Promise.all(others.splice(0).map((client) => client.end()));
  await prober.expectRecovery();
});

/** Locks all tables, and returns the connection that holds the locks. */
async function lock(mode: "EXCLUSIVE" | "ACCESS EXCLUSIVE"): Promise<pg.Client> {
  const url = new URL(cluster.superuserUrl);
  url.pathname = new URL(server.databaseUrl).pathname;
  const locker = new pg.Client({ connectionString: url.href });
  locker.on("error", () => undefined);
  await locker.connect();
  repair = () => locker.end();
  await locker.query(`BEGIN; LOCK TABLE users, posts, sessions, rate_limits IN ${mode} MODE`);
  return locker;
}

it("while all tables are locked for more than 5 s every request is 503 within 5 s", async () => {
  const locker = await lock("ACCESS EXCLUSIVE");
  await prober.expectRefused("reads", "writes");
  await prober.expectRefused("reads", "writes");
  await locker.end();
  await prober.expectRecovery();
});

it("while the tables are locked for writing reads work and writes are 503 within 5 s", async () => {
  const locker = await lock("EXCLUSIVE");
  await Promise.all([prober.expectAnswered("reads"), prober.expectRefused("writes")]);
  await locker.end();
  await prober.expectRecovery();
});

it("while the database is read-only reads work and writes are 503", async () => {
  const name = new URL(server.databaseUrl).pathname.slice(1);
  const setReadOnly = (value: "on" | "off") =>
    run(`ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`, TERMINATE_CONNECTIONS);
  await setReadOnly("on");
  repair = () => run("SET default_transaction_read_only = off", `ALTER DATABASE ${name} RESET ALL`);
  await prober.waitUntilHealthy();
  await prober.expectAnswered("reads");
  await prober.expectRefused("writes");
  await run(
    "SET default_transaction_read_only = off",
    `ALTER DATABASE ${name} SET default_transaction_read_only = off`,
    TERMINATE_CONNECTIONS,
  );
  repair = () => Promise.resolve();
  await prober.expectRecovery();
});

it("on a standby reads work and writes are 503 until it takes over", async () => {
  await cluster.end("SIGINT");
  writeFileSync(path.join(cluster.folder, "standby.signal"), "");
  await cluster.start();
  await prober.waitUntilHealthy();
  await prober.expectAnswered("reads");
  await prober.expectRefused("writes");
  await runOnServer(cluster.superuserUrl, "SELECT pg_promote()");
  await prober.expectRecovery();
});
