import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi, type TestContext } from "vitest";
import { findCorruption } from "../support/database";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { WITH_MAIL } from "../support/mail";
import { register } from "../support/users";
import { makeClock } from "./support/clock";
import { readAttempts, storeMails } from "./support/outbox";
import { startMailServer, type MailServer } from "./support/smtp";

const HOUR_MS = 60 * 60_000;
const RETRY = { timeout: 20_000 };
/** Shorter than the time-out of a mail server, and longer than all other mails take. */
const SLOW_MS = 6_000;

// The tests wait for the retries of their servers side by side.

async function startWithClock(
  { onTestFinished }: TestContext,
  mails: MailServer,
): Promise<{ server: OwnInkwell; move: (ms: number) => void }> {
  const clock = makeClock();
  const server = await startInkwell({ env: { ...WITH_MAIL, SMTP_URL: mails.url, ...clock.env } });
  for (const clean of [clock.remove, mails.close, server.stop]) onTestFinished(clean);
  return { server, move: clock.move };
}

const readers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `reader-${from + index}@example.com`);
const isEmpty = (server: OwnInkwell) => async () => (await readAttempts(server)).length === 0;

it.concurrent.for<[string, number]>([
  ["forwards", HOUR_MS],
  ["back", -HOUR_MS],
])(
  "a clock moved %s by an hour while mails are sent neither loses nor doubles one",
  async ([, aheadByMs], test) => {
    const mails = await startMailServer({
      answer: async (_mail, count) => void (await sleep(count === 1 ? SLOW_MS : 100)),
    });
    const { server, move } = await startWithClock(test, mails);
    await storeMails(server, readers(0, 20));
    await vi.waitUntil(() => mails.received.length > 0, RETRY);
    move(aheadByMs);
    await storeMails(server, readers(20, 30));
    await vi.waitUntil(isEmpty(server), RETRY);
    expect(mails.received.map(({ to }) => to).sort()).toEqual(readers(0, 30).sort());
    expect(await findCorruption(server)).toEqual([]);
  },
);

it.concurrent(
  "a clock that is set back delays no new mail, and one that waits for another attempt goes when it is right again",
  async (test) => {
    let isAway = true;
    const mails = await startMailServer({ answer: () => (isAway ? 451 : undefined) });
    const { server, move } = await startWithClock(test, mails);
    const { email } = await register(server);
    // Only then is it set when the next attempt is due.
    await vi.waitUntil(() => server.output().includes("was not sent"), RETRY);
    move(-HOUR_MS);
    isAway = false;
    const late = await register(server);
    await vi.waitUntil(() => mails.received.some(({ to }) => to === late.email), RETRY);
    // A mail is deleted a moment after it is received; the other one is left.
    await vi.waitUntil(async () => (await readAttempts(server)).length === 1, RETRY);
    move(0);
    await vi.waitUntil(isEmpty(server), RETRY);
    expect(mails.received.at(-1)?.to).toBe(email);
  },
);
