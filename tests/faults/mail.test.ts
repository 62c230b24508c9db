import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi, type TestContext } from "vitest";
import { call } from "../support/call";
import { execute, findCorruption } from "../support/database";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { readLog } from "../support/log";
import { WITH_MAIL } from "../support/mail";
import { makeTestDatabase } from "../support/own-database";
import { signUp } from "../support/users";
import { readAttempts, storeMails } from "./support/outbox";
import { startMailServer, startSlowMailServer, type MailServer } from "./support/smtp";

const TO = "ann+blog@example.com";
const HOUR_MS = 60 * 60_000;
/** A poll and a retry come within 10 s; a dead process's mail is taken over within 30 s. */
const RETRY = { timeout: 20_000 };
const TAKEOVER = { timeout: 40_000 };

// The concurrent tests wait for the retries of their servers side by side.

async function openMailServer(
  { onTestFinished }: TestContext,
  options?: Parameters<typeof startMailServer>[0],
): Promise<MailServer> {
  const server = await startMailServer(options);
  onTestFinished(server.close);
  return server;
}

async function start(
  { onTestFinished }: TestContext,
  smtpUrl: string,
  databaseUrl?: string,
): Promise<OwnInkwell> {
  const server = await startInkwell({
    env: { ...WITH_MAIL, SMTP_URL: smtpUrl },
    ...(databaseUrl !== undefined && { databaseUrl }),
  });
  onTestFinished(server.stop);
  return server;
}

const warnings = (server: OwnInkwell) => readLog(server).map(({ message }) => String(message));

const isEmpty = (server: OwnInkwell) => async () => (await readAttempts(server)).length === 0;

it.concurrent(
  "two processes send a mail once although the mail server takes a second for each byte",
  async (test) => {
    const mails = await startSlowMailServer();
    test.onTestFinished(mails.close);
    const server = await start(test, mails.url);
    await start(test, mails.url, server.databaseUrl);
    await storeMails(server, [TO]);
    await vi.waitUntil(isEmpty(server), { timeout: 120_000 });
    expect(mails.received).toHaveLength(1);
  },
);

it.concurrent(
  "a mail whose process was killed before or after sending it is sent by another one",
  async (test) => {
    const databaseUrl = await makeTestDatabase(test.onTestFinished);
    const never = new Promise<undefined>(() => undefined);
    let isHeld = true;
    const mails = await openMailServer(test, { answer: () => (isHeld ? never : undefined) });
    const first = await startInkwell({ databaseUrl, env: { ...WITH_MAIL, SMTP_URL: mails.url } });
    await storeMails(first, [TO]);
    await vi.waitUntil(() => mails.received.length === 1, RETRY);
    await storeMails(first, ["next@example.com"]);
    await first.kill();
    isHeld = false;

    const second = await start(test, mails.url, databaseUrl);
    await vi.waitUntil(isEmpty(second), TAKEOVER);
    const ids = new Map(mails.received.map(({ to, messageId }) => [to, messageId]));
    expect([...ids.keys()].sort()).toEqual([TO, "next@example.com"]);
    // Received twice, and recognizable.
    const twice = mails.received.filter(({ to }) => to === TO).map(({ messageId }) => messageId);
    expect(twice).toEqual([twice[0], twice[0]]);
    expect(await findCorruption(second)).toEqual([]);
  },
);

it.concurrent(
  "sends a mail again with the same Message-ID after the mail server has put it off (451)",
  async (test) => {
    const mails = await openMailServer(test, { answer: (_mail, count) => (count === 1 ? 451 : undefined) });
    const server = await start(test, mails.url);
    await storeMails(server, [TO]);
    await vi.waitUntil(isEmpty(server), RETRY);
    expect(mails.received).toEqual([mails.received[0], mails.received[0]]);
    expect(mails.received[0]?.to).toBe(TO);
  },
);

it.concurrent(
  "gives a mail up whose recipient the mail server refuses (550), and logs it without the address",
  async (test) => {
    const onRcptTo = (_address: unknown, _session: unknown, callback: (error: Error) => void) =>
      callback(Object.assign(new Error("No such user"), { responseCode: 550 }));
    const mails = await openMailServer(test, { onRcptTo });
    const server = await start(test, mails.url);
    await storeMails(server, [TO]);
    await vi.waitUntil(isEmpty(server), RETRY);
    expect(warnings(server)).toContain(
      "A mail of kind password-changed was given up: the mail server refuses the recipient (SMTP status 550).",
    );
    expect(server.output()).not.toContain(TO);
  },
);

it.concurrent(
  "keeps a mail while the mail server refuses the password, and sends it once it does not",
  async (test) => {
    let isWrong = true;
    const mails = await openMailServer(test, {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) =>
        isWrong
          ? callback(Object.assign(new Error("Invalid"), { responseCode: 535 }))
          : callback(null, { user: "blog" }),
    });
    const server = await start(test, mails.url.replace("//", "//blog:secret@"));
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
  },
);

it.concurrent("sends nothing without encryption to a mail server that refuses TLS", async (test) => {
  const mails = await openMailServer(test);
  const server = await start(test, mails.url.replace("?ignoreTLS", ""));
  await storeMails(server, [TO]);
  await vi.waitUntil(() => warnings(server).some((text) => text.includes("does not encrypt")), RETRY);
  expect(mails.received).toEqual([]);
  expect(await readAttempts(server)).toHaveLength(1);
});

it.concurrent(
  "sends a mail after an hour without a mail server, and gives up one that is older than a day",
  async (test) => {
    const gone = await startMailServer();
    await gone.close();
    const server = await start(test, gone.url);
    await storeMails(server, [TO], HOUR_MS);
    await storeMails(server, ["late@example.com"], 24 * HOUR_MS);
    await vi.waitUntil(async () => (await readAttempts(server)).length === 1, RETRY);
    expect(warnings(server)).toContainEqual(
      expect.stringContaining("was given up: the mail server cannot be reached"),
    );
    const mails = await openMailServer(test, { port: gone.port });
    await vi.waitUntil(isEmpty(server), TAKEOVER);
    expect(mails.received.map(({ to }) => to)).toEqual([TO]);
  },
);

it.concurrent(
  "sends a mail again with the same Message-ID when the connection breaks after DATA",
  async (test) => {
    const mails = await openMailServer(test, {
      answer: (_mail, count) => (count === 1 ? "drop" : undefined),
    });
    const server = await start(test, mails.url);
    await storeMails(server, [TO]);
    await vi.waitUntil(isEmpty(server), RETRY);
    expect(mails.received).toEqual([mails.received[0], mails.received[0]]);
  },
);

it("two processes send 1,000 mails once each, and stay responsive meanwhile", async (test) => {
  const mails = await openMailServer(test, { answer: async () => void (await sleep(5)) });
  const server = await start(test, mails.url);
  await start(test, mails.url, server.databaseUrl);
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
