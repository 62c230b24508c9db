import { randomUUID } from "node:crypto";
import { insertMails, query, type DatabaseOwner } from "../../support/database";

/** Stores a mail for each address in the outbox, as a change of their passwords does, `ageMs` ago. */
export async function storeMails(
  server: DatabaseOwner,
  addresses: readonly string[],
  ageMs = 0,
): Promise<void> {
  const at = new Date(Date.now() - ageMs);
  const origin = { at: at.toISOString(), device: "Firefox on Linux", address: "203.0.113.7" };
  const rows = addresses.map((to) => ({
    message_id: randomUUID(),
    mail: JSON.stringify({ kind: "password-changed", to, username: "Ann", ...origin }),
    created_at: at,
    due_at: new Date(0),
    attempts: 0,
  }));
  await insertMails(server, rows);
}

/** Returns how often a process has begun to send each mail that is still stored. */
export async function readAttempts(server: DatabaseOwner): Promise<number[]> {
  const rows = await query<{ attempts: number }>(server, "SELECT attempts FROM outbox ORDER BY id");
  return rows.map(({ attempts }) => attempts);
}
