import "server-only";
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Transporter } from "nodemailer";
import { env } from "@/lib/env";
import { parseSmtpUrl } from "@/lib/smtp-url";
import { escapeXml } from "../escape-xml";
import { globalSingleton } from "../global-singleton";
import { site } from "../site";
import type { Mail } from "./mail";
import { renderMail, type RenderedMail } from "./render-mail";

/** How long to wait for a connection, a greeting, and any answer of the mail server. */
const TIMEOUT_MS = 10_000;
/** Mails that are sent at the same time. */
export const CONNECTIONS = 5;
/** Where mails go in development without `SMTP_URL`. */
const FOLDER = path.join("prisma", "data", "mail");

const smtp = globalSingleton("smtp", () => ({ transport: undefined as Transporter | undefined }));

/** Sends a mail through `SMTP_URL`; without it, in development, writes it to a file and prints its link. */
export async function sendMail(mail: Mail, messageId: string): Promise<void> {
  const rendered = renderMail(mail);
  const message = toMessage(mail.to, messageId, rendered);
  if (env.SMTP_URL !== undefined) await (await openSmtp(env.SMTP_URL.reveal())).sendMail(message);
  else await writeToFile(message, mail.kind, rendered.link);
}

/** Sends a mail that says that mails can be sent, for `npm run mail:test`. */
export async function sendTestMail(to: string): Promise<void> {
  const sentence = `${site.name} can send mails.`;
  const content = { subject: sentence, text: `${sentence}\n`, html: `<p>${escapeXml(sentence)}</p>` };
  const transport = await openSmtp(env.SMTP_URL?.reveal() ?? "");
  await transport.sendMail(toMessage(to, randomUUID(), content));
}

function toMessage(to: string, messageId: string, { subject, text, html }: Omit<RenderedMail, "link">) {
  const from = env.MAIL_FROM ?? "inkwell@localhost";
  return {
    from: { name: site.name, address: from },
    // Without the name, which some mail servers and clients show as an address. As an object, an address is never split.
    to: { name: "", address: to },
    subject,
    text,
    html,
    messageId: `<${messageId}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    // Asks programs not to reply (RFC 3834 §5).
    headers: { "Auto-Submitted": "auto-generated" },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Loaded with the first mail: it takes 14 MiB of memory, for which a process without mail has no use. */
const loadNodemailer = () => import("nodemailer");

async function openSmtp(url: string): Promise<Transporter> {
  const { createTransport } = await loadNodemailer();
  const { secure, ignoreTLS, ...server } = parseSmtpUrl(url);
  return (smtp.transport ??= createTransport({
    ...server,
    secure,
    ignoreTLS,
    requireTLS: !secure && !ignoreTLS,
    pool: true,
    maxConnections: CONNECTIONS,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
  }));
}

/** Closes the connections to the mail server. */
export function closeTransport(): void {
  smtp.transport?.close();
  smtp.transport = undefined;
}

async function writeToFile(message: object, kind: string, link: string | undefined): Promise<void> {
  const { createTransport } = await loadNodemailer();
  const { message: bytes } = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  const file = path.join(FOLDER, `${new Date().toISOString().replaceAll(":", "-")}-${kind}.eml`);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, bytes as Buffer);
  process.stdout.write(`A mail was written to ${file}.${link === undefined ? "" : ` Its link: ${link}`}\n`);
}
