import "server-only";
import type { Mail } from "./mail";

/** The words of a mail, in the order in which they are read. */
export interface MailText {
  subject: string;
  greeting: string;
  /** One sentence that says what the mail is for. */
  purpose: string;
  action?: { label: string; link: string };
  /** What the reader compares with what they did. */
  facts: readonly (readonly [name: string, value: string])[];
  notes: readonly string[];
  signature: string;
}

interface Site {
  origin: string;
  siteName: string;
}

/** What stands before the fragment of a link that carries a token. A fragment is in no log and no `Referer` (RFC 3986 §3.5). */
const PAGES = {
  "verify-email": "/verify-email",
  "reset-password": "/reset-password",
  "confirm-new-email": "/verify-email",
  "email-change-requested": "/undo-email-change",
} as const;

/** Describes a mail in words. Names of people are quoted, so that they read as names whatever they say. */
export function describeMail(mail: Mail, { origin, siteName }: Site): MailText {
  const name = quoteName(mail.username);
  const common = { greeting: `Hello ${name},`, facts: factsOf(mail), signature: `${siteName}\n${origin}` };
  const link = "token" in mail ? `${origin}${PAGES[mail.kind]}#token=${mail.token}` : "";
  const forgot = `${origin}/forgot-password`;
  const notYou = `If this was not you, choose a new password at once: ${forgot}`;

  switch (mail.kind) {
    case "verify-email":
      return {
        ...common,
        subject: `Confirm your email for ${siteName}`,
        purpose: `Someone, probably you, registered on ${siteName} with this address.`,
        action: { label: "Confirm that it is yours", link },
        notes: [
          "The link works once, for 24 hours.",
          `If this was not you, ignore this mail, or take the account over: ${forgot}`,
        ],
      };
    case "reset-password":
      return {
        ...common,
        subject: `Choose a new password for ${siteName}`,
        purpose: `Someone, probably you, asked for a new password for your account on ${siteName}.`,
        action: { label: "Choose a new password", link },
        notes: [
          "The link works once, for 30 minutes. Only the newest one works.",
          "If this was not you, ignore this mail. Your password stays as it is.",
        ],
      };
    case "confirm-new-email":
      return {
        ...common,
        subject: `Confirm your new email for ${siteName}`,
        purpose: `Your account on ${siteName} changes to this address when you confirm it.`,
        action: { label: "Confirm the new address", link },
        notes: [
          "The link works once, for 24 hours. Until then, log in with the old address.",
          "If this was not you, ignore this mail.",
        ],
      };
    case "email-change-requested":
      return {
        ...common,
        subject: `Your email for ${siteName} is about to change`,
        purpose: `The email of your account on ${siteName} is about to change to another address.`,
        action: { label: "Keep this address if this was not you", link },
        notes: ["The link works for 7 days, also after the change. It ends every session of the account."],
      };
    case "email-changed":
      return {
        ...common,
        subject: `Your email for ${siteName} has changed`,
        purpose: `The email of your account on ${siteName} has changed.`,
        notes: [
          "If this was not you, use the link in the mail that announced the change. It went to the old address and works for 7 days.",
        ],
      };
    case "password-changed":
      return {
        ...common,
        subject: `Your password for ${siteName} has changed`,
        purpose: `The password of your account on ${siteName} has changed, and all other sessions have ended.`,
        notes: [notYou],
      };
    case "account-deleted":
      return {
        ...common,
        subject: `Your account on ${siteName} has been deleted`,
        purpose: `Your account on ${siteName} has been deleted, with its posts.`,
        notes: [
          "If this was not you, tell whoever runs the site. Posts and account are only in its backups now.",
        ],
      };
  }
}

function factsOf(mail: Mail): MailText["facts"] {
  if (!("at" in mail)) return [];
  const at = new Date(mail.at).toLocaleString("en-US", {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: "UTC",
  });
  return [
    ...("newEmail" in mail ? [["New email", mail.newEmail] as const] : []),
    ["When", `${at} UTC`],
    ["Device", mail.device],
    ["IP address", mail.address],
  ];
}

/**
 * Quotes a name. Some mail clients turn `evil.example` in a text into a link: a word joiner after each dot, colon, slash and at
 * sign prevents that. Isolates keep right-to-left names from turning the rest of the line around.
 */
function quoteName(name: string): string {
  return `“\u2068${name.replaceAll(/[.:/@]/g, "$&\u2060")}\u2069”`;
}
