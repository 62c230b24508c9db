import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { makeTempFolder } from "@/tests/support/project";
import { describeDatabase, toClientConfig } from "./postgres-config";

const BASE = "postgresql://ada:pa%23ss@db.example:6432/blog";
const DEFAULTS = {
  host: "db.example",
  port: 6432,
  user: "ada",
  password: "pa#ss",
  database: "blog",
  ssl: false,
  application_name: "inkwell",
  connectionTimeoutMillis: 2_000,
  keepAlive: true,
};

test.each([BASE, BASE.replace("postgresql:", "postgres:"), `${BASE}?schema=public&pgbouncer=true`])(
  "reads the parts of %s, without TLS",
  (url) => expect(toClientConfig(url)).toEqual(DEFAULTS),
);

test("leaves to the driver what a URL does not name", () => {
  expect(toClientConfig("postgresql://localhost/blog")).toEqual({
    host: "localhost",
    database: "blog",
    ssl: false,
    application_name: "inkwell",
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
  });
});

test.each([
  "postgresql:///blog?host=/run/postgresql",
  "postgresql://ada:secret@/blog?host=/run/postgresql",
  "postgresql://%2Frun%2Fpostgresql/blog",
])("connects to the Unix socket of %s", (url) => {
  expect(toClientConfig(url)).toMatchObject({ host: "/run/postgresql", database: "blog" });
});

describe("TLS", () => {
  const certificate = () => {
    const file = join(makeTempFolder(), "ca.pem");
    writeFileSync(file, "certificate");
    return file;
  };
  const read = (query: string) => toClientConfig(`${BASE}?${query}`).ssl;

  test("is off with sslmode=disable", () => expect(read("sslmode=disable")).toBe(false));
  test("accepts any certificate with sslmode=require", () =>
    expect(read("sslmode=require")).toEqual({ rejectUnauthorized: false }));
  test("checks certificate and host name with sslmode=verify-full", () => {
    expect(read("sslmode=verify-full")).toEqual({});
    expect(read(`sslmode=verify-full&sslrootcert=${certificate()}`)).toEqual({ ca: "certificate" });
  });
  test.each(["verify-ca", "require"])(
    "checks the certificate alone with sslmode=%s and an authority",
    (mode) =>
      expect(read(`sslmode=${mode}&sslrootcert=${certificate()}`)).toEqual({
        ca: "certificate",
        checkServerIdentity: expect.any(Function),
      }),
  );
  test("sends a certificate of the client", () =>
    expect(read(`sslmode=verify-full&sslcert=${certificate()}&sslkey=${certificate()}`)).toEqual({
      cert: "certificate",
      key: "certificate",
    }));
});

const MALFORMED = /^The PostgreSQL URL is malformed\. Percent-encode special characters of the password/;

test.each([
  ["postgresql://ada:secret@/blog", "The PostgreSQL URL must name a host and a database."],
  ["postgresql://ada:secret@db.example", "The PostgreSQL URL must name a host and a database."],
  ["postgresql://ada:secret@db.example/", "The PostgreSQL URL must name a host and a database."],
  ["postgresql://ada:secret@db.example:99999/blog", MALFORMED],
  ["postgresql://ada:secret%E4@db.example/blog", MALFORMED],
  ["postgresql://ada:secret#1@db.example/blog", MALFORMED],
  ["postgresql://ada:12#secret@db.example/blog", MALFORMED],
  ["postgresql://ada:12/secret@db.example/blog", MALFORMED],
  ["postgresql://ada:12?secret@db.example/blog", MALFORMED],
  [
    `${BASE}?frobnicate=secret`,
    /unsupported parameter frobnicate\. Inkwell supports application_name, host, ssl/,
  ],
  [`${BASE}?pgbouncer=false`, /unsupported parameter pgbouncer\. Inkwell supports/],
  [
    `${BASE}?schema=secret`,
    /parameter schema\. Inkwell uses the schema public: give it a database of its own\./,
  ],
  [`${BASE}?connection_limit=5`, /parameter connection_limit\. Set DATABASE_POOL_SIZE instead\./],
  [`${BASE}?channel_binding=require`, /parameter channel_binding\. Replace it by sslmode=verify-full/],
  [`${BASE}?sslmode=prefer`, /unsupported sslmode\. Use one of disable, require, verify-ca, verify-full\.$/],
  [`${BASE}?sslmode=verify-ca`, /sslmode=verify-ca needs sslrootcert/],
  [
    `${BASE}?sslmode=verify-full&sslrootcert=/missing.pem`,
    /^Cannot read a certificate .+ENOENT.+missing\.pem/,
  ],
])("rejects %s without quoting the password", (url, message) => {
  const read = () => toClientConfig(url);
  expect(read).toThrow(message);
  expect(read).not.toThrow(/secret|pa#ss|pa%23ss/);
});

test.each([
  [BASE, "database blog at db.example:6432"],
  ["postgresql://ada:secret@[::1]/blog?sslmode=require", "database blog at [::1]:5432"],
  ["postgresql:///blog?host=/run/postgresql", "database blog at /run/postgresql:5432"],
])("describes %s without user and password", (url, description) => {
  expect(describeDatabase(url)).toBe(description);
});
