import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { AppError } from "../errors";
import { sendDueMails } from "../mail/outbox-worker";

/**
 * Sends the mails that are due, for hosts whose processes do not stay: their scheduler calls this with `CRON_SECRET` as a
 * bearer token, as Vercel Cron does.
 *
 * @throws {AppError} `not-found` without `CRON_SECRET`; `not-authenticated` or `invalid-token` without the right one
 */
export async function runOutboxJob(authorization: string | null): Promise<void> {
  if (env.CRON_SECRET === undefined) throw new AppError("not-found");
  if (authorization === null) throw new AppError("not-authenticated");
  if (!timingSafeEqual(digest(authorization), digest(`Bearer ${env.CRON_SECRET.reveal()}`)))
    throw new AppError("invalid-token", { cause: "not the cron secret" });
  await sendDueMails();
}

/** Digests have the same length, which a comparison in constant time needs. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
