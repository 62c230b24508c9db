import { beforeAll, describe, expect, it } from "vitest";
import { call, type Answer } from "../support/call";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { newPost, publish } from "../support/posts";
import { createDatabase } from "../support/postgres";
import { startPostgresCluster } from "../support/postgres-cluster";
import { logInOffline, renew, requireTokens, revoke, statusOf } from "../support/sessions";
import { newUser, register } from "../support/users";
import { startPgbouncer } from "../support/pgbouncer";

const ROUNDS = 4;
/** Many more than the connections of PgBouncer and of the two processes. */
const REQUESTS = 100;

describe("through PgBouncer in transaction mode", () => {
  let servers: [OwnInkwell, OwnInkwell];

  beforeAll(async () => {
    const cluster = await startPostgresCluster();
    let stopPgbouncer = () => Promise.resolve();
    const databaseUrl = await startPgbouncer(
      await createDatabase({ url: cluster.url, prefix: "bouncer_" }),
      (stop) => (stopPgbouncer = stop),
    );
    const start = () => startInkwell({ databaseUrl });
    servers = await Promise.all([start(), start()]);
    return async () => {
      try {
        for (const server of servers) await server.stop();
      } finally {
        await stopPgbouncer();
        await cluster.remove();
      }
    };
  });

  it("one of two processes that start at once migrates the empty database", () => {
    const applied = servers.map((server) => server.output().match(/^Applied .*/m)?.[0]);
    expect(applied.filter((line) => line !== undefined)).toHaveLength(1);
  });

  it("people register, log in, publish, renew and log out", async () => {
    const [one, other] = servers;
    const user = await register(one);
    const { accessToken, refreshToken } = await logInOffline(other, user);
    const post = await publish(one, { token: accessToken });
    expect(await call(other, "GET", `/api/posts/${post.id}`)).toMatchObject({ status: 200, body: post });
    const next = requireTokens(await renew(one, refreshToken));
    expect((await revoke(other, next.refreshToken)).status).toBe(200);
    expect(await statusOf(one, next.accessToken)).toBe(401);
  });

  it(`${REQUESTS} mixed requests at once succeed, again and again`, async () => {
    const user = await register(servers[0]);
    const { accessToken: token } = await logInOffline(servers[0], user);
    const post = await publish(servers[0], { token });
    const kinds: ((server: OwnInkwell) => Promise<Answer>)[] = [
      (server) => call(server, "GET", "/api/posts"),
      (server) => call(server, "GET", "/api/users/me", { token }),
      (server) => call(server, "POST", "/api/posts", { token, json: newPost() }),
      (server) => call(server, "PUT", `/api/posts/${post.id}`, { token, json: newPost() }),
      (server) => call(server, "GET", `/api/users/${user.id}/posts?limit=3`),
      (server) =>
        call(server, "PATCH", `/api/users/${user.id}`, { token, json: { username: newUser().username } }),
    ];
    for (let round = 0; round < ROUNDS; round += 1) {
      const answers = await Promise.all(
        Array.from({ length: REQUESTS }, async (_, index) => {
          const answer = await kinds[index % kinds.length]?.(servers[index % 2 === 0 ? 0 : 1]);
          return [answer?.status, answer?.text];
        }),
      );
      expect(answers.filter(([status]) => status !== 200 && status !== 201)).toEqual([]);
    }
  });
});
