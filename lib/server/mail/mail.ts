import "server-only";
import { env, isProduction } from "@/lib/env";

/** From where a change was requested, for notices. */
interface Origin {
  /** When, in ISO 8601. */
  at: string;
  /** A name for people, such as "Firefox on Linux". */
  device: string;
  /** The client address. */
  address: string;
}

/** What a mail says and to whom. `render-mail.ts` has the words. */
export type Mail = { to: string; username: string } & (
  | { kind: "verify-email" | "reset-password" | "confirm-new-email"; token: string }
  | ({ kind: "email-change-requested"; newEmail: string; token: string } & Origin)
  | ({ kind: "email-changed"; newEmail: string } & Origin)
  | ({ kind: "password-changed" | "account-deleted" } & Origin)
);

export type MailKind = Mail["kind"];

/**
 * Returns whether mails can be sent. In development they always can: without `SMTP_URL`, each one becomes a file and its link
 * is printed.
 */
export function isMailConfigured(): boolean {
  return env.SMTP_URL !== undefined || !isProduction;
}
