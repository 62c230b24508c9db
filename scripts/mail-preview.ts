// `npm run mail:preview`: renders every mail into prisma/data/mail/preview, as text and as HTML.
import "@/lib/load-env";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runCommand } from "@/lib/run-command";
import type { Mail } from "@/lib/server/mail/mail";

const FOLDER = path.join("prisma", "data", "mail", "preview");
const PERSON = { to: "ada@example.com", username: "Ada Lovelace" };
const ORIGIN = { at: "2026-11-29T10:15:00Z", device: "Firefox on Linux", address: "203.0.113.7" };
const TOKEN = "An-example-of-a-token-which-nobody-can-use-0";
const MAILS: readonly Mail[] = [
  { ...PERSON, kind: "verify-email", token: TOKEN },
  { ...PERSON, kind: "reset-password", token: TOKEN },
  { ...PERSON, kind: "confirm-new-email", token: TOKEN },
  { ...PERSON, ...ORIGIN, kind: "email-change-requested", newEmail: "countess@example.org", token: TOKEN },
  { ...PERSON, ...ORIGIN, kind: "email-changed", newEmail: "countess@example.org" },
  { ...PERSON, ...ORIGIN, kind: "password-changed" },
  { ...PERSON, ...ORIGIN, kind: "account-deleted" },
];

await runCommand(async () => {
  const { renderMail } = await import("@/lib/server/mail/render-mail");
  mkdirSync(FOLDER, { recursive: true });
  for (const mail of MAILS) {
    const { subject, text, html } = renderMail(mail);
    writeFileSync(path.join(FOLDER, `${mail.kind}.txt`), `Subject: ${subject}\n\n${text}`);
    writeFileSync(path.join(FOLDER, `${mail.kind}.html`), html);
  }
  console.log(`${MAILS.length} mails are in ${FOLDER}, as .txt and .html files.`);
});
