import "server-only";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { createTransport, type Transporter } from "nodemailer";
import { env } from "@/lib/env";
import { parseSmtpUrl } from "@/lib/smtp-url";
import { globalSingleton } from "../global-singleton";
import { site } from "../site";
import type { Mail } from "./mail";
import { renderMail } from "./render-mail";

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
  const from = env.MAIL_FROM ?? "inkwell@localhost";
  const message = {
    from: { name: site.name, address: from },
    // Without the name: names are for people, and some clients turn them into links.
    to: mail.to,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    messageId: `<${messageId}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    // Nobody's out-of-office reply to it (RFC 3834 §5).
    headers: { "Auto-Submitted": "auto-generated" },
    // Addresses are data, never file names or URLs to attach.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  if (env.SMTP_URL !== undefined) await openSmtp(env.SMTP_URL.reveal()).sendMail(message);
  else await writeToFile(message, mail.kind, rendered.link);
}

function openSmtp(url: string): Transporter {
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
  const { message: bytes } = await createTransport({ streamTransport: true, buffer: true }).sendMail(message);
  const file = path.join(FOLDER, `${new Date().toISOString().replaceAll(":", "-")}-${kind}.eml`);
  await mkdir(FOLDER, { recursive: true });
  await writeFile(file, bytes as Buffer);
  process.stdout.write(`A mail was written to ${file}.${link === undefined ? "" : ` Its link: ${link}`}\n`);
}
