import "server-only";
import { randomInt } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { currentTime } from "../clock";
import { globalSingleton } from "../global-singleton";
import { logWarning } from "../log/log";
import { runInBackground } from "../request/background";
import { describeMailError, isRefusedForGood } from "./mail-error";
import { isMailConfigured } from "./mail";
import { claimMails, deleteMail, hasDueMails, postponeMail, type OutboxRow } from "./outbox-store";
import { closeTransport, CONNECTIONS, sendMail } from "./transport";

const SECOND_MS = 1_000;
const DAY_MS = 24 * 60 * 60 * SECOND_MS;
/** How often a process looks for mails whose time has come, or which another process has left behind. */
const POLL_MS = 3 * SECOND_MS;
/** How long a claim lasts unless it is renewed. Together with `POLL_MS`, the time until a dead process's mail is taken over. */
const CLAIM_MS = 20 * SECOND_MS;
const RENEW_MS = 8 * SECOND_MS;
/** The waits between attempts grow from the first to the last, threefold each time. */
const FIRST_WAIT_MS = 3 * SECOND_MS;
const LAST_WAIT_MS = 60 * 60 * SECOND_MS;
/** How long mails that are being sent may still take after SIGTERM, as requests may (server/drain.ts). */
const STOP_TIMEOUT_MS = 8 * SECOND_MS;

const worker = globalSingleton("outbox", () => ({
  /** The pass through the outbox that is under way. */
  running: undefined as Promise<void> | undefined,
  /** Whether mails may have been added since it began. */
  isWoken: false,
  /** Whether the process is ending, and leaves what it has not claimed to others or to its next start. */
  isStopping: false,
  /** The ids of the mails that it is sending. */
  sending: new Set<number>(),
  timer: undefined as NodeJS.Timeout | undefined,
}));

/** Sends what is due in the background. Call it after the commit of a transaction that has stored a mail. */
export function wakeOutbox(): void {
  runInBackground(sendDueMails());
}

/**
 * As `wakeOutbox`, but up to a second later: the work of sending must delay neither the response nor the next one, because that
 * would tell whether there was a mail to send.
 */
export function wakeOutboxLater(): void {
  runInBackground(sleep(randomInt(SECOND_MS), undefined, { ref: false }).then(sendDueMails));
}

/** Sends all mails that are due. One pass runs at a time in a process. */
export async function sendDueMails(): Promise<void> {
  worker.isWoken = true;
  worker.running ??= runPasses().finally(() => (worker.running = undefined));
  await worker.running;
}

async function runPasses(): Promise<void> {
  while (worker.isWoken && !worker.isStopping) {
    worker.isWoken = false;
    // A read first: a write that finds nothing would still wait for the other writers of a SQLite file.
    if (!(await hasDueMails(currentTime()))) continue;
    const claimed = await claim(CONNECTIONS);
    await Promise.all(claimed.map(deliverFrom));
  }
}

/** Sends a claimed mail, and then others, one after the other: a slow mail server keeps one connection, not all. */
async function deliverFrom(first: OutboxRow): Promise<void> {
  let next: OutboxRow | undefined = first;
  while (next !== undefined) {
    const { id } = next;
    worker.sending.add(id);
    await deliver(next).finally(() => worker.sending.delete(id));
    [next] = worker.isStopping ? [] : await claim(1);
  }
}

function claim(limit: number): Promise<OutboxRow[]> {
  const now = currentTime();
  return claimMails(limit, { now, until: after(now, CLAIM_MS), except: worker.sending });
}

/** Sends a claimed mail and deletes it; otherwise leaves it for a later attempt, or gives it up. */
async function deliver(claimed: OutboxRow): Promise<void> {
  const renewing = setInterval(() => {
    postponeMail(claimed, after(currentTime(), CLAIM_MS)).catch(() => undefined);
  }, RENEW_MS);
  try {
    await sendMail(claimed.mail, claimed.messageId);
  } catch (error) {
    const wait = Math.min(FIRST_WAIT_MS * 3 ** (claimed.attempts - 1), LAST_WAIT_MS);
    const dueAt = after(currentTime(), wait);
    const isLast = isRefusedForGood(error) || dueAt.getTime() - claimed.createdAt.getTime() > DAY_MS;
    logWarning(
      `A mail of kind ${claimed.mail.kind} was ${isLast ? "given up" : "not sent"}: ${describeMailError(error)}`,
    );
    return isLast ? await deleteMail(claimed) : await postponeMail(claimed, dueAt);
  } finally {
    clearInterval(renewing);
  }
  await deleteMail(claimed);
}

/** Looks for due mails every few seconds until `stopOutbox`, if mails can be sent. */
export function startOutbox(): void {
  if (isMailConfigured()) worker.timer = setInterval(() => void sendDueMails().catch(logFailure), POLL_MS);
}

/** Claims no more mails, and lets those that are being sent finish for a while. The others stay in the database. */
export async function stopOutbox(): Promise<void> {
  worker.isStopping = true;
  clearInterval(worker.timer);
  await Promise.race([worker.running?.catch(logFailure), sleep(STOP_TIMEOUT_MS, undefined, { ref: false })]);
  closeTransport();
}

/** The mails stay in the database until it answers again. */
function logFailure(cause: unknown): void {
  logWarning("The outbox could not be read or written. It will be tried again.", { cause });
}

function after(time: Date, ms: number): Date {
  return new Date(time.getTime() + ms);
}
