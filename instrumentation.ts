/** Starts what `server/serve.ts` starts in production and `next dev` does not: mails that wait are sent again. */
export async function register(): Promise<void> {
  // eslint-disable-next-line no-restricted-properties -- Next replaces both, and leaves the import out elsewhere
  if (process.env.NODE_ENV === "development" && process.env["NEXT_RUNTIME"] === "nodejs") {
    const { startOutbox } = await import("@/lib/server/mail/outbox-worker");
    startOutbox();
  }
}
