import "server-only";
import { isMailAllowed } from "../limits/mail-limit";
import type { Mail } from "../mail/mail";
import { isMailConfigured } from "../mail/mail";
import { currentRequest } from "../request/request-context";
import { nameDevice } from "../sessions/name-device";
import type { MailUserRow } from "./recovery-store";

/** When, from what device and from what address something was done, for the mail about it. */
export function describeRequest(now: Date) {
  const { userAgent = null, address = "unknown" } = currentRequest() ?? {};
  return { at: now.toISOString(), device: nameDevice(userAgent), address };
}

/** Returns the mail that tells a user what happened to their account, or undefined without mail or after three in an hour. */
export async function noticeOf(
  kind: "password-changed" | "account-deleted",
  { email, username }: MailUserRow,
  now: Date,
): Promise<Mail | undefined> {
  if (!isMailConfigured() || !(await isMailAllowed(kind, email))) return undefined;
  return { kind, to: email, username, ...describeRequest(now) };
}
