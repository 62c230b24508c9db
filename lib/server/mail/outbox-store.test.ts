import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { applyMigrations } from "../db/apply-migrations";
import type * as Client from "../db/client";
import type * as Statements from "../db/statements";
import { Prisma } from "../generated/sqlite/client";
import type * as Store from "./outbox-store";
import type { Mail } from "./mail";

const folder = mkdtempSync(path.join(tmpdir(), "inkwell-outbox-"));
const MAIL: Mail = { kind: "reset-password", to: "ann@example.com", username: "Ann", token: "a-token" };
const START = Date.parse("2026-11-29T12:00:00Z");
const after = (seconds: number) => new Date(START + seconds * 1000);

let client: typeof Client;
let statements: typeof Statements;
let store: typeof Store;

beforeAll(async () => {
  const databaseUrl = `file:${folder}/blog.db`;
  await applyMigrations(databaseUrl);
  vi.stubEnv("DATABASE_URL", databaseUrl);
  client = await import("../db/client");
  statements = await import("../db/statements");
  store = await import("./outbox-store");
});
beforeEach(() => statements.execute(Prisma.sql`DELETE FROM outbox`));
afterAll(async () => {
  await client.closeDatabase();
  rmSync(folder, { recursive: true });
});

const insert = (options: Partial<Parameters<typeof store.insertMail>[1]> = {}) =>
  statements.executeAll([store.insertMail(MAIL, { now: after(0), ...options })]);
const claim = (seconds: number, except: number[] = []) =>
  store.claimMails(5, { now: after(seconds), until: after(seconds + 20), except });

it("stores a mail only if its condition holds", async () => {
  await insert({ onlyIf: Prisma.sql`EXISTS (SELECT 1 FROM users)` });
  expect(await store.hasDueMails(after(0))).toBe(false);
  await insert({ onlyIf: Prisma.sql`NOT EXISTS (SELECT 1 FROM users)` });
  expect(await store.hasDueMails(after(0))).toBe(true);
});

it("gives a claimed mail to nobody else until its time is over", async () => {
  await insert();
  const [first] = (await claim(0)) as [Store.OutboxRow];
  expect(first).toMatchObject({ mail: MAIL, createdAt: after(0), attempts: 1 });
  expect(await claim(19)).toEqual([]);
  expect(await claim(20)).toEqual([{ ...first, attempts: 2 }]);
});

it("lets a process that has lost its claim neither delete nor postpone the mail", async () => {
  await insert();
  const [first] = (await claim(0)) as [Store.OutboxRow];
  const [second] = (await claim(20)) as [Store.OutboxRow];
  await store.deleteMail(first);
  await store.postponeMail(first, after(0));
  expect(await claim(21)).toEqual([]);
  await store.deleteMail(second);
  expect(await store.hasDueMails(after(1_000))).toBe(false);
});

it("gives out a new mail although the clock was set back", async () => {
  await insert();
  expect(await store.hasDueMails(after(-3_600))).toBe(true);
  expect(await claim(-3_600)).toHaveLength(1);
});

it("gives a mail that this process is sending to nobody in it, even if the clock was set forward", async () => {
  await insert();
  const [first] = (await claim(0)) as [Store.OutboxRow];
  await insert();
  expect(await claim(3_600, [first.id])).toMatchObject([{ id: first.id + 1 }]);
  expect(await claim(3_600)).toMatchObject([{ id: first.id }]);
});

it("postpones a claimed mail", async () => {
  await insert();
  const [first] = (await claim(0)) as [Store.OutboxRow];
  await store.postponeMail(first, after(60));
  expect(await claim(59)).toEqual([]);
  expect(await claim(60)).toHaveLength(1);
});
