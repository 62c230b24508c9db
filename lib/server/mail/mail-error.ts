import "server-only";

/** What nodemailer knows of a failure. Its message may contain addresses, so it is never logged. */
interface SmtpFailure {
  code?: string;
  command?: string;
  responseCode?: number;
  /** The system call that failed. */
  syscall?: string;
}

/** What went wrong by nodemailer's code, and what to check. */
const SENTENCES: Readonly<Record<string, string>> = {
  EDNS: "the host of SMTP_URL cannot be found. Check its name.",
  ENOTFOUND: "the host of SMTP_URL cannot be found. Check its name.",
  ECONNECTION: "the mail server cannot be reached. Check the host and the port of SMTP_URL, and firewalls.",
  ETIMEDOUT:
    "the mail server does not answer in time. Check the host and the port of SMTP_URL, and firewalls.",
  ESOCKET:
    "the connection to the mail server broke. Check whether the port expects smtps:// or smtp://, and its certificate.",
  ETLS: "the mail server does not encrypt the connection, or its certificate is not valid for this host.",
  EAUTH: "the mail server refuses the user or the password of SMTP_URL.",
};

/** Describes why a mail was not sent, without the address or the words of the mail server. */
export function describeMailError(error: unknown): string {
  const { code = "", command, responseCode, syscall } = (error ?? {}) as SmtpFailure;
  const known = SENTENCES[syscall === "connect" ? "ECONNECTION" : code];
  const answer = responseCode === undefined ? "" : ` (SMTP status ${responseCode})`;
  if (known !== undefined) return known.replace(/\.(?= |$)/, `${answer}.`);
  if (command === "RCPT TO") return `the mail server refuses the recipient${answer}.`;
  if (command === "MAIL FROM") return `the mail server refuses MAIL_FROM as the sender${answer}.`;
  if (responseCode !== undefined) return `the mail server refuses the mail${answer}.`;
  return `${code || (error instanceof Error ? error.name : "unknown error")}.`;
}

/**
 * Returns whether the mail server has refused the recipient or the mail for good (5yz, RFC 5321 §4.2.1). Everything else may
 * pass: an operator can mend the settings, and a server its troubles.
 */
export function isRefusedForGood(error: unknown): boolean {
  const { command, responseCode = 0 } = (error ?? {}) as SmtpFailure;
  return responseCode >= 500 && (command === "RCPT TO" || command === "DATA");
}
