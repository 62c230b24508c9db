import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { call, type Answer } from "../../support/call";
import type { Inkwell } from "../../support/inkwell";
import { newPost, publish } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { newUser, PASSWORD, signUp } from "../../support/users";

/** Within which a request is answered whatever the database does, and within which the site is back after the database. */
const PROMISED_MS = 5_000;
/** What a busy machine may add. */
const TOLERANCE_MS = 1_000;
/** How many requests of each kind are sent at once: together more than there are connections to the database. */
const REPETITIONS = 4;

type Requests = Record<string, () => Promise<Answer>>;

/** Sends requests of all kinds to a product whose database a test breaks. */
export interface Prober {
  /** Expects that reads, or writes, or both succeed. */
  expectAnswered: (...kinds: ("reads" | "writes")[]) => Promise<void>;
  /** Expects that they are 503 within five seconds. */
  expectRefused: (...kinds: ("reads" | "writes")[]) => Promise<void>;
  /** Waits until the product has noticed that the database is back, for five seconds at most. */
  waitUntilHealthy: () => Promise<void>;
  /** Expects that all requests succeed within five seconds, without anybody's help. */
  expectRecovery: () => Promise<void>;
}

/** Creates an account and a post, which the requests are about. */
export async function createProber(server: Inkwell): Promise<Prober> {
  const author = await signUp(server);
  const { token } = author;
  const post = await publish(server, author);
  const getHealth = () => call(server, "GET", "/api/health");
  const form = { username: author.email, password: PASSWORD };
  const requests: Record<"reads" | "writes", Requests> = {
    reads: {
      "GET /api/health": getHealth,
      "GET /api/posts": () => call(server, "GET", "/api/posts"),
      "GET /api/posts/{id}": () => call(server, "GET", `/api/posts/${post.id}`),
      "GET /api/users/me": () => call(server, "GET", "/api/users/me", { token }),
      "GET /": () => call(server, "GET", "/"),
      "GET /posts/{id}": () => call(server, "GET", `/posts/${post.id}`),
    },
    writes: {
      "POST /api/posts": () => call(server, "POST", "/api/posts", { token, json: newPost() }),
      "POST /api/users": () => call(server, "POST", "/api/users", { json: newUser() }),
      "POST /api/users/token": () => call(server, "POST", "/api/users/token", { form }),
    },
  };

  /** Sends all requests at once and checks each response. */
  async function sendAll(
    kinds: readonly ("reads" | "writes")[],
    check: (answer: Answer, what: string) => void,
  ) {
    const targets = kinds.flatMap((kind) => Object.entries(requests[kind]));
    const repeated = Array.from({ length: REPETITIONS }, () => targets).flat();
    const send = async ([target, request]: (typeof targets)[number]) => {
      const begun = performance.now();
      const answer = await request();
      const ms = performance.now() - begun;
      check(answer, `${target}: ${answer.status} ${answer.text} after ${ms.toFixed(0)} ms`);
      expect(ms, target).toBeLessThan(PROMISED_MS + TOLERANCE_MS);
    };
    await Promise.all(repeated.map(send));
  }

  async function expectAnswered(...kinds: ("reads" | "writes")[]): Promise<void> {
    await sendAll(kinds, ({ status }, what) => expect([200, 201], what).toContain(status));
  }

  async function waitUntilHealthy(): Promise<void> {
    const end = performance.now() + PROMISED_MS + TOLERANCE_MS;
    while ((await getHealth()).status !== 200) {
      expect(performance.now(), "the end of the time for recovery").toBeLessThan(end);
      await sleep(50);
    }
  }

  return {
    expectAnswered,
    waitUntilHealthy,
    async expectRefused(...kinds) {
      await sendAll(kinds, (answer, what) => {
        expect(answer.status, what).toBe(503);
        expect(answer.headers, what).toHaveProperty("retry-after");
        if (what.includes(" /api/")) expectProblem(answer, "overloaded");
      });
    },
    async expectRecovery() {
      await waitUntilHealthy();
      await expectAnswered("reads", "writes");
      expect(server.output()).not.toMatch(/"level":"fatal"|uncaught|unhandled/i);
    },
  };
}
