import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { call } from "../support/call";
import { execute, findCorruption } from "../support/database";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { readLog } from "../support/log";
import { makeTestDatabase } from "../support/own-database";
import { signUp } from "../support/users";
import { readAttempts, storeMails } from "./support/outbox";
import { startMailServer, startSlowMailServer, type MailServer } from "./support/smtp";

const TO = "ann+blog@example.com";
const HOUR_MS = 60 * 60_000;
/** A poll and a retry come within 10 s; a dead process's mail is taken over within 30 s. */
const RETRY = { timeout: 20_000 };
const TAKEOVER = { timeout: 40_000 };

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

async function openMailServer(options?: Parameters<typeof startMailServer>[0]): Promise<MailServer> {
  const server = await startMailServer(options);
  cleanups.push(server.close);
  return server;
}

async function start(url: string, databaseUrl?: string): Promise<OwnInkwell> {
  const env = { SMTP_URL: url, MAIL_FROM: "blog@blog.example", SITE_URL: "https://blog.example" };
  const server = await startInkwell({ env, databaseUrl: databaseUrl ?? (await makeTestDatabase()) });
  cleanups.push(server.stop);
  return server;
}

const warnings = (server: OwnInkwell) => readLog(server).map(({ message }) => String(message));

const isEmpty = (server: OwnInkwell) => async () => (await readAttempts(server)).length === 0;

it("sends a mail again with the same Message-ID after the mail server has put it off (451)", async () => {
  const mails = await openMailServer({ answer: (_mail, count) => (count === 1 ? 451 : undefined) });
  const server = await start(mails.url);
  await storeMails(server, [TO]);
  await vi.waitUntil(isEmpty(server), RETRY);
  expect(mails.received).toEqual([mails.received[0], mails.received[0]]);
  expect(mails.received[0]?.to).toBe(TO);
});

it("gives a mail up whose recipient the mail server refuses (550), and logs it without the address", async () => {
  const onRcptTo = (_address: unknown, _session: unknown, callback: (error: Error) => void) =>
    callback(Object.assign(new Error("No such user"), { responseCode: 550 }));
  const mails = await openMailServer({ onRcptTo });
  const server = await start(mails.url);
  await storeMails(server, [TO]);
  await vi.waitUntil(isEmpty(server), RETRY);
  expect(warnings(server)).toContain(
    "A mail of kind password-changed was given up: the mail server refuses the recipient (SMTP status 550).",
  );
  expect(server.output()).not.toContain(TO);
});

it("keeps a mail while the mail server refuses the password, and sends it once it does not", async () => {
  let isWrong = true;
  const mails = await openMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, callback) =>
      isWrong
        ? callback(Object.assign(new Error("Invalid"), { responseCode: 535 }))
        : callback(null, { user: "blog" }),
  });
  const server = await start(mails.url.replace("//", "//blog:secret@"));
  await storeMails(server, [TO]);
  await vi.waitUntil(
    () => warnings(server).some((text) => text.includes("refuses the user or the password")),
    RETRY,
  );
  expect(await readAttempts(server)).toEqual([expect.any(Number)]);
  isWrong = false;
  await execute(server, "UPDATE outbox SET due_at = created_at");
  await vi.waitUntil(isEmpty(server), RETRY);
  expect(mails.received).toHaveLength(1);
});

it("sends nothing without encryption to a mail server that refuses TLS", async () => {
  const mails = await openMailServer();
  const server = await start(mails.url.replace("?ignoreTLS", ""));
  await storeMails(server, [TO]);
  await vi.waitUntil(() => warnings(server).some((text) => text.includes("does not encrypt")), RETRY);
  expect(mails.received).toEqual([]);
  expect(await readAttempts(server)).toHaveLength(1);
});

it("sends a mail after an hour without a mail server, and gives up one that is older than a day", async () => {
  const gone = await startMailServer();
  await gone.close();
  const server = await start(gone.url);
  await storeMails(server, [TO], HOUR_MS);
  await storeMails(server, ["late@example.com"], 24 * HOUR_MS);
  await vi.waitUntil(async () => (await readAttempts(server)).length === 1, RETRY);
  expect(warnings(server)).toContainEqual(
    expect.stringContaining("was given up: the mail server cannot be reached"),
  );
  const mails = await openMailServer({ port: gone.port });
  await vi.waitUntil(isEmpty(server), TAKEOVER);
  expect(mails.received.map(({ to }) => to)).toEqual([TO]);
});

it("sends a mail again with the same Message-ID when the connection breaks after DATA", async () => {
  const mails = await openMailServer({ answer: (_mail, count) => (count === 1 ? "drop" : undefined) });
  const server = await start(mails.url);
  await storeMails(server, [TO]);
  await vi.waitUntil(isEmpty(server), RETRY);
  expect(mails.received).toEqual([mails.received[0], mails.received[0]]);
});

it("two processes send a mail once although the mail server takes a second for each byte", async () => {
  const mails = await startSlowMailServer();
  cleanups.push(mails.close);
  const databaseUrl = await makeTestDatabase();
  const servers = [await start(mails.url, databaseUrl), await start(mails.url, databaseUrl)];
  const [server] = servers as [OwnInkwell];
  await storeMails(server, [TO]);
  await vi.waitUntil(isEmpty(server), { timeout: 120_000 });
  expect(mails.received).toHaveLength(1);
});

it("a mail whose process was killed before or after sending it is sent by another one", async () => {
  const databaseUrl = await makeTestDatabase();
  const never = new Promise<undefined>(() => undefined);
  let isHeld = true;
  const mails = await openMailServer({ answer: () => (isHeld ? never : undefined) });
  const first = await startInkwell({
    databaseUrl,
    env: { SMTP_URL: mails.url, MAIL_FROM: "blog@blog.example", SITE_URL: "https://blog.example" },
  });
  await storeMails(first, [TO]);
  await vi.waitUntil(() => mails.received.length === 1, RETRY);
  await storeMails(first, ["next@example.com"]);
  await first.kill();
  isHeld = false;

  const second = await start(mails.url, databaseUrl);
  await vi.waitUntil(isEmpty(second), TAKEOVER);
  const ids = new Map(mails.received.map(({ to, messageId }) => [to, messageId]));
  expect([...ids.keys()].sort()).toEqual([TO, "next@example.com"]);
  // Received twice, and recognizable.
  const twice = mails.received.filter(({ to }) => to === TO).map(({ messageId }) => messageId);
  expect(twice).toEqual([twice[0], twice[0]]);
  expect(await findCorruption(second)).toEqual([]);
});

it("two processes send 1,000 mails once each, and stay responsive meanwhile", async () => {
  const mails = await openMailServer({ answer: async () => void (await sleep(5)) });
  const databaseUrl = await makeTestDatabase();
  const servers = [await start(mails.url, databaseUrl), await start(mails.url, databaseUrl)];
  const [server] = servers as [OwnInkwell];
  const { token } = await signUp(server);
  const addresses = Array.from({ length: 1_000 }, (_, index) => `reader-${index}@example.com`);
  await storeMails(server, addresses);
  let isDone = false;
  const draining = vi.waitUntil(isEmpty(server), { timeout: 120_000 }).finally(() => (isDone = true));
  let slowest = 0;
  do {
    const before = performance.now();
    expect((await call(server, "GET", "/api/users/me", { token })).status).toBe(200);
    slowest = Math.max(slowest, performance.now() - before);
    await sleep(20);
  } while (!isDone);
  await draining;
  expect(slowest).toBeLessThan(3_000);
  const counted = mails.received.map(({ to }) => to);
  expect(new Set(counted).size).toBe(counted.length);
  for (const address of addresses) expect(counted).toContain(address);
});
