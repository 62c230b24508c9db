import "server-only";
import { AppError } from "../errors";
import { consume, HOUR_SECONDS, limitedAddress, toAddressQuotas, toQuota } from "./limiter";

const MAILS_PER_ADDRESS = 3;
const RESET_REQUESTS = { name: "reset-requests", points: 20, seconds: HOUR_SECONDS };

interface CountedMail {
  kind: string;
  /** The address that it goes to. */
  address: string;
}

/**
 * Counts a request for a mail to choose a new password by client address.
 *
 * @throws {AppError} `too-many-requests`
 */
export async function countResetRequest(): Promise<void> {
  const from = limitedAddress();
  if (from !== undefined) await consume(toAddressQuotas(RESET_REQUESTS, from));
}

/**
 * Counts mails, each by its kind and its address.
 *
 * @throws {AppError} `too-many-requests` if one of them would be the fourth in an hour; then none counts
 */
export async function countMails(mails: readonly CountedMail[]): Promise<void> {
  if (limitedAddress() === undefined) return;
  await consume(
    mails.map(({ kind, address }) =>
      toQuota({ name: `mail-${kind}`, points: MAILS_PER_ADDRESS, seconds: HOUR_SECONDS }, [address]),
    ),
  );
}

/** Counts a mail, and returns false instead if it would be the fourth of its kind to this address in an hour. */
export async function isMailAllowed(kind: string, address: string): Promise<boolean> {
  try {
    await countMails([{ kind, address }]);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "too-many-requests") return false;
    throw error;
  }
}
