import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createBlog } from "@/tests/support/postgres-blog";
import type * as Client from "../db/client";
import type * as Statements from "../db/statements";
import type * as Store from "./outbox-store";
import type { Mail } from "./mail";

const START = Date.parse("2026-11-29T12:00:00Z");
const after = (seconds: number) => new Date(START + seconds * 1000);
const mailTo = (to: string): Mail => ({ kind: "reset-password", to, username: "Ann", token: "a-token" });

let client: typeof Client;
let statements: typeof Statements;
let store: typeof Store;

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", await createBlog());
  client = await import("../db/client");
  statements = await import("../db/statements");
  store = await import("./outbox-store");
});
afterAll(() => client.closeDatabase());

it("many connections that claim mails at the same time claim each one once, and give it away when its time is over", async () => {
  const addresses = Array.from({ length: 40 }, (_, index) => `reader-${index}@example.com`);
  await statements.executeAll(addresses.map((to) => store.insertMail(mailTo(to), { now: after(0) })));
  const claimAll = async (seconds: number) => {
    const times = { now: after(seconds), until: after(seconds + 20), except: [] };
    const claims = await Promise.all(Array.from({ length: 20 }, () => store.claimMails(4, times)));
    return claims.flat();
  };
  const first = await claimAll(0);
  expect(new Set(first.map(({ mail }) => mail.to)).size).toBe(first.length);
  const rest = await claimAll(10);
  expect([...first, ...rest].map(({ mail }) => mail.to).sort()).toEqual([...addresses].sort());

  const [late] = first as [Store.OutboxRow];
  const taken = await claimAll(35);
  expect(taken).toContainEqual({ ...late, attempts: 2 });
  await store.deleteMail(late);
  expect(await client.db.outboxMail.count({ where: { id: late.id } })).toBe(1);
  for (const claimed of taken) await store.deleteMail(claimed);
  expect(await client.db.outboxMail.count()).toBe(0);
});
