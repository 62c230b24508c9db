import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { call } from "../support/call";
import { query } from "../support/database";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { expectLimited, LIMITED, tryLogIn } from "../support/limits";
import { readLog } from "../support/log";
import { newPost, publish } from "../support/posts";
import { createDatabase } from "../support/postgres";
import { findFreePort, startPostgresCluster } from "../support/postgres-cluster";
import { expectProblem } from "../support/problems";
import { logInOffline, renew, requireTokens, revoke, statusOf, type Tokens } from "../support/sessions";
import { addCheapUser, PASSWORD, register, signUp } from "../support/users";
import { sendHttp1 } from "../deploy/support/client";
import { startNginx } from "../deploy/support/nginx";
import type { Proxy } from "../deploy/support/proxy";

const PROCESSES = 3;
/** Clients that send one request after the other. */
const CLIENTS = 8;
const LIMITS = {
  ...LIMITED,
  RATE_LIMIT_POSTS_PER_USER: "1000000",
  RATE_LIMIT_POSTS_PER_ADDRESS: "1000000",
  RATE_LIMIT_WRITES_PER_USER: "1000000",
};

describe("three processes behind nginx on one PostgreSQL", () => {
  let servers: OwnInkwell[];
  /** Sends each request to the next process. */
  let nginx: Proxy;
  let start: (port: number) => Promise<OwnInkwell>;

  beforeAll(async () => {
    const cluster = await startPostgresCluster();
    const databaseUrl = await createDatabase({ url: cluster.url, prefix: "many_" });
    start = (port) => startInkwell({ databaseUrl, env: { ...LIMITS, PORT: String(port) } });
    const ports = await Promise.all(Array.from({ length: PROCESSES }, findFreePort));
    servers = await Promise.all(ports.map(start));
    nginx = await startNginx(ports);
    return async () => {
      try {
        await nginx.stop();
        for (const server of servers) await server.stop();
      } finally {
        await cluster.remove();
      }
    };
  });

  const next = (index: number) => servers[index % PROCESSES] as OwnInkwell;

  it("each of them gets its share of the requests and the address of the client", async () => {
    const body = String(new URLSearchParams({ username: "nobody@example.com", password: "wrong canary" }));
    const headers = { "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": "192.0.2.77" };
    for (let index = 0; index < PROCESSES; index += 1)
      await sendHttp1(nginx, "POST", "/api/users/token", { headers, body });
    for (const server of servers) {
      const failures = readLog(server).filter(({ event }) => event === "authn_login_fail");
      expect(failures).toMatchObject([{ address: "127.0.0.1" }]);
    }
  });

  it("who registers on one logs in on the next, and a revocation on the third is effective everywhere at once", async () => {
    for (let round = 0; round < PROCESSES; round += 1) {
      const user = await register(next(round));
      const { accessToken, refreshToken } = await logInOffline(next(round + 1), user);
      for (const server of servers) expect(await statusOf(server, accessToken)).toBe(200);
      expect((await revoke(next(round + 2), refreshToken)).status).toBe(200);
      for (const server of servers) {
        expect(await statusOf(server, accessToken)).toBe(401);
        expectProblem(await renew(server, refreshToken), "invalid-grant");
      }
    }
  });

  it("failed logins count together", async () => {
    const { email } = await addCheapUser(next(0));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => tryLogIn(next(index), { email })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(10).fill(401),
      ...Array<number>(10).fill(429),
    ]);
    for (const server of servers)
      expectLimited(await tryLogIn(server, { email, password: PASSWORD }), { from: 780, to: 900 });
  });

  it("a session is renewed on any process, at once on several, and ends everywhere when an old token is used", async () => {
    const user = await register(next(0));
    const first = await logInOffline(next(0), user);
    let tokens: Tokens = first;
    for (let turn = 1; turn <= 2 * PROCESSES; turn += 1) {
      const answers = await Promise.all(servers.map((server) => renew(server, tokens.refreshToken)));
      const successors = answers.map((answer) => requireTokens(answer));
      expect(new Set(successors.map(({ refreshToken }) => refreshToken)).size).toBe(1);
      tokens = successors[turn % PROCESSES] as Tokens;
      for (const server of servers) expect(await statusOf(server, tokens.accessToken)).toBe(200);
    }
    expectProblem(await renew(next(1), first.refreshToken), "invalid-grant");
    for (const server of servers) {
      expect(await statusOf(server, tokens.accessToken)).toBe(401);
      expectProblem(await renew(server, tokens.refreshToken), "invalid-grant");
    }
  });

  it("what one acknowledges all the others have at once", async () => {
    const author = await signUp(next(0));
    for (let turn = 0; turn < 2 * PROCESSES; turn += 1) {
      const post = await publish(next(turn), author);
      for (const server of servers) {
        expect(await call(server, "GET", `/api/posts/${post.id}`)).toMatchObject({ status: 200, body: post });
        expect(await (await fetch(`${server.url}/posts/${post.id}`)).text()).toContain(post.title);
        expect(await (await fetch(`${server.url}/`)).text()).toContain(post.title);
      }
    }
  });

  it("a rolling restart under load drops no request and loses no post", async () => {
    const { token } = await signUp(next(0));
    const acknowledged: number[] = [];
    let [isOver, requests] = [false, 0];
    const send = async (method: string, target: string, body = "") => {
      requests += 1;
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
      const { status, bytes } = await sendHttp1(nginx, method, target, { headers, body });
      const text = String(bytes);
      expect([200, 201], `${method} ${target}: ${status} ${text}\n${nginx.output()}`).toContain(status);
      return text;
    };
    const work = async (client: number) => {
      for (let turn = client; !isOver; turn += 1) {
        const target = ["/", "/api/posts", "/api/users/me"][turn % 4];
        if (target !== undefined) await send("GET", target);
        else {
          const text = await send("POST", "/api/posts", JSON.stringify(newPost()));
          acknowledged.push((JSON.parse(text) as { id: number }).id);
        }
      }
    };
    const working = Promise.all(Array.from({ length: CLIENTS }, (_, client) => work(client)));
    const restart = async () => {
      const ports = servers.map(({ port }) => port);
      for (const [index, server] of servers.entries()) {
        await sleep(500);
        await nginx.setTargets(ports.filter((port) => port !== server.port));
        await server.stop();
        servers[index] = await start(server.port);
        await nginx.setTargets(ports);
      }
    };
    await Promise.race([restart(), working]).finally(() => (isOver = true));
    await working;
    const rows = await query<{ id: number }>(next(0), "SELECT id FROM posts");
    expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
    console.log(`rolling restart: ${requests} requests, ${acknowledged.length} posts`);
    expect(acknowledged.length).toBeGreaterThan(PROCESSES);
  });
});
