import { chownSync, statSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { makeCertificate } from "@/tests/support/certificate";
import { runOnServer, startPostgresCluster, type PostgresCluster } from "@/tests/support/postgres-cluster";
import { connectWhenReady } from "./connect-when-ready";

let cluster: PostgresCluster;

beforeAll(async () => {
  cluster = await startPostgresCluster();
  makeServerCertificate("server");
  makeServerCertificate("other");
  await runOnServer(
    cluster.superuserUrl,
    "ALTER SYSTEM SET ssl_cert_file TO 'server.crt'",
    "ALTER SYSTEM SET ssl_key_file TO 'server.key'",
    "ALTER SYSTEM SET ssl TO on",
    "SELECT pg_reload_conf()",
  );
  return cluster.remove;
});

/** Makes a certificate for `localhost` in the folder of the server, whose user must own the key. */
function makeServerCertificate(name: string): void {
  const { key } = makeCertificate(cluster.folder, name, "localhost");
  const { uid, gid } = statSync(cluster.folder);
  chownSync(key, uid, gid);
}

const toUrl = (host: string, query: string) =>
  `postgresql://inkwell@${host}:${cluster.port}/postgres?${query.replace("DIR", cluster.folder)}`;

test.each([
  ["127.0.0.1", "", false],
  ["127.0.0.1", "sslmode=disable", false],
  ["127.0.0.1", "sslmode=require", true],
  ["127.0.0.1", "sslmode=verify-ca&sslrootcert=DIR/server.crt", true],
  ["localhost", "sslmode=verify-full&sslrootcert=DIR/server.crt", true],
])("connects to %s with %j, encrypted: %s", async (host, query, encrypted) => {
  const client = await connectWhenReady(toUrl(host, query), 5_000);
  const { rows } = await client.query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()");
  await client.end();
  expect(rows).toEqual([{ ssl: encrypted }]);
});

test.each([
  ["localhost", "sslmode=verify-full", /: self-signed certificate\. Check/],
  ["localhost", "sslmode=verify-full&sslrootcert=DIR/other.crt", /: self-signed certificate\. Check/],
  ["127.0.0.1", "sslmode=verify-ca&sslrootcert=DIR/other.crt", /: self-signed certificate\. Check/],
  ["127.0.0.1", "sslmode=require&sslrootcert=DIR/other.crt", /: self-signed certificate\. Check/],
  [
    "127.0.0.1",
    "sslmode=verify-full&sslrootcert=DIR/server.crt",
    /IP: 127\.0\.0\.1 is not in the cert's list/,
  ],
])("does not trust the server at %s with %j", async (host, query, reason) => {
  await expect(connectWhenReady(toUrl(host, query), 5_000)).rejects.toThrow(reason);
});
