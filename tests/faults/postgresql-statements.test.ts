import { beforeAll, expect, it } from "vitest";
import { call } from "../support/call";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { startPostgresCluster, type PostgresCluster } from "../support/postgres-cluster";
import { createDatabaseOn } from "../support/postgres-server";
import { signUp, type Author } from "../support/users";

let cluster: PostgresCluster;
let server: OwnInkwell;
let user: Author;

beforeAll(async () => {
  cluster = await startPostgresCluster({ log_statement: "all" });
  server = await startInkwell({
    databaseUrl: await createDatabaseOn({ url: cluster.url, prefix: "inkwell_" }),
  });
  user = await signUp(server);
  return async () => {
    await server.stop();
    await cluster.remove();
  };
});

const readLog = () => cluster.output().match(/LOG: {2}(?:execute|statement).*/g) ?? [];

it.each([
  ["POST", "/api/posts", 2],
  ["GET", "/api/users/me", 1],
  ["GET", "/api/posts/1", 1],
  ["GET", "/api/posts", 2],
])("%s %s makes no more statements of PostgreSQL than it needs", async (method, path, count) => {
  const send = () =>
    call(server, method, path, {
      token: user.token,
      ...(method === "POST" && { json: { title: "A post", content: "Its text." } }),
    });
  await send(); // what the first request of a process prepares
  const before = readLog().length;
  expect((await send()).status).toBeLessThan(300);
  expect(readLog().slice(before)).toHaveLength(count);
});

it("GET /posts/1 makes no more statements of PostgreSQL than it needs", async () => {
  const publish = { token: user.token, json: { title: "A post", content: "Its text." } };
  await call(server, "GET", "/posts/1");
  await call(server, "POST", "/api/posts", publish);
  const before = readLog().length;
  expect((await call(server, "GET", "/posts/1")).status).toBe(200);
  // The version of the content, the post, and the posts around it.
  expect(readLog().slice(before)).toHaveLength(3);
  await call(server, "GET", "/posts/1");
  expect(readLog().slice(before)).toHaveLength(4);
});
