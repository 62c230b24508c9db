import pg from "pg";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createDatabase, startPostgres } from "./postgres";
import { runOnServer, startPostgresCluster } from "./postgres-cluster";

async function read<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return (await client.query<Row>(sql).finally(() => client.end())).rows;
}

describe("createDatabase", () => {
  it("creates empty databases in UTF-8 whose time zone is not UTC", async () => {
    const url = await createDatabase();
    expect(await read(url, "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public'")).toEqual(
      [],
    );
    expect(await read(url, "SHOW server_encoding")).toEqual([{ server_encoding: "UTF8" }]);
    expect(await read(url, "SHOW timezone")).toEqual([{ TimeZone: "Asia/Kathmandu" }]);
  });
});

describe("startPostgres", () => {
  it("uses the server that TEST_DATABASE_URL names, and drops only the databases that it created", async () => {
    const given = await createDatabase();
    vi.stubEnv("TEST_DATABASE_URL", given);
    onTestFinished(() => void vi.unstubAllEnvs());
    const server = await startPostgres();
    const created = await createDatabase(server);
    expect(await read(created, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await server.stop();
    const names = (await read<{ datname: string }>(given, "SELECT datname FROM pg_database")).map(
      (row) => row.datname,
    );
    expect(names).not.toContain(new URL(created).pathname.slice(1));
    expect(names).toContain(new URL(given).pathname.slice(1));
  });
});

describe("startPostgresCluster", () => {
  it("keeps what was committed when the server is killed, and the port", async () => {
    const cluster = await startPostgresCluster({ max_connections: "10" });
    onTestFinished(cluster.remove);
    const url = await createDatabase({ url: cluster.url, prefix: "inkwell_" });
    await runOnServer(url, "CREATE TABLE kept AS SELECT 1 AS id");
    await cluster.end("SIGKILL");
    await cluster.start();
    expect(await read(url, "SELECT id FROM kept")).toEqual([{ id: 1 }]);
    expect(await read(url, "SHOW max_connections")).toEqual([{ max_connections: "10" }]);
  });
});
