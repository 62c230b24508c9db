import "server-only";
import { randomUUID } from "node:crypto";
import { execute, queryRows } from "../db/statements";
import { FOR_UPDATE_SKIP_LOCKED } from "../db/dialect";
import { Prisma } from "../generated/sqlite/client";
import type { Mail } from "./mail";

/** A mail that this process has claimed. */
export interface OutboxRow {
  id: number;
  messageId: string;
  mail: Mail;
  createdAt: Date;
  /** How often it has been claimed. It tells this claim from the one of a process that took the mail over. */
  attempts: number;
}

interface InsertOptions {
  now: Date;
  /** A condition on rows that earlier statements of the transaction may have changed. */
  onlyIf?: Prisma.Sql;
}

/** When a new mail is due: at once, also if the clock is set back before the next look into the outbox. */
const AT_ONCE = new Date(0);

/** Returns the statement that stores a mail, for the transaction of what the mail is about. */
export function insertMail(mail: Mail, { now, onlyIf = Prisma.sql`TRUE` }: InsertOptions): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO outbox (message_id, mail, created_at, due_at, attempts)
    SELECT ${randomUUID()}, ${JSON.stringify(mail)}, ${now}, ${AT_ONCE}, 0
    WHERE ${onlyIf}`;
}

/** Returns whether a mail is due. */
export async function hasDueMails(now: Date): Promise<boolean> {
  const rows = await queryRows<{ id: number }>(
    Prisma.sql`SELECT id FROM outbox WHERE due_at <= ${now} LIMIT 1`,
  );
  return rows.length > 0;
}

interface ClaimOptions {
  now: Date;
  until: Date;
  /** The ids of mails that this process is sending. Their claims seem to be over when the clock is set forward. */
  except: Iterable<number>;
}

/**
 * Claims up to `limit` mails that are due, new ones first. Nobody else claims them before `until`, unless this process gives
 * them back.
 */
export async function claimMails(limit: number, { now, until, except }: ClaimOptions): Promise<OutboxRow[]> {
  const excluded = [...except];
  const isOther = excluded.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`id NOT IN (${Prisma.join(excluded)})`;
  const rows = await queryRows<OutboxColumns>(Prisma.sql`
    UPDATE outbox SET due_at = ${until}, attempts = attempts + 1
    WHERE id IN (
      SELECT id FROM outbox WHERE due_at <= ${now} AND ${isOther}
      ORDER BY due_at, id LIMIT ${limit} ${FOR_UPDATE_SKIP_LOCKED})
    RETURNING id, message_id, mail, created_at, attempts`);
  return rows.map(({ id, message_id, mail, created_at, attempts }) => ({
    id,
    messageId: message_id,
    mail: JSON.parse(mail) as Mail,
    createdAt: created_at,
    attempts,
  }));
}

interface OutboxColumns {
  id: number;
  message_id: string;
  mail: string;
  created_at: Date;
  attempts: number;
}

/** Sets when a claimed mail is due: later, to keep the claim, or for the next attempt. */
export async function postponeMail(claimed: OutboxRow, dueAt: Date): Promise<void> {
  await execute(Prisma.sql`UPDATE outbox SET due_at = ${dueAt} WHERE ${isClaimed(claimed)}`);
}

/** Deletes a claimed mail that was sent or given up. */
export async function deleteMail(claimed: OutboxRow): Promise<void> {
  await execute(Prisma.sql`DELETE FROM outbox WHERE ${isClaimed(claimed)}`);
}

/** False once another process has taken the mail over. */
function isClaimed({ id, attempts }: OutboxRow): Prisma.Sql {
  return Prisma.sql`id = ${id} AND attempts = ${attempts}`;
}
