import { expect } from "vitest";
import type { Mail, MailKind } from "@/lib/server/mail/mail";
import { query } from "./database";
import type { Inkwell } from "./inkwell";

/** Turns mail on. Nobody listens at the port, so every mail stays in the outbox, where a test reads it. */
export const WITH_MAIL = {
  SITE_URL: "http://blog.example",
  SMTP_URL: "smtp://127.0.0.1:1/?ignoreTLS",
  MAIL_FROM: "blog@blog.example",
};

/** Returns the stored mails to an address, the oldest first. */
export async function readMails(server: Inkwell, to: string): Promise<Mail[]> {
  const rows = await query<{ mail: string }>(server, "SELECT mail FROM outbox ORDER BY id");
  return rows.map(({ mail }) => JSON.parse(mail) as Mail).filter((mail) => mail.to === to);
}

/** Returns the kinds of the stored mails to an address, the oldest first. */
export async function readMailKinds(server: Inkwell, to: string): Promise<MailKind[]> {
  return (await readMails(server, to)).map(({ kind }) => kind);
}

/** Returns the token of the newest stored mail of a kind to an address. */
export async function readToken(server: Inkwell, to: string, kind: MailKind): Promise<string> {
  const mail = (await readMails(server, to)).findLast((one) => one.kind === kind);
  expect(mail, `a mail of kind ${kind}`).toBeDefined();
  return mail !== undefined && "token" in mail ? mail.token : "";
}
