import { expect, it, vi } from "vitest";
import { VALID_EMAILS } from "../support/email-addresses";
import { startInkwell } from "../support/inkwell";
import { WITH_MAIL } from "../support/mail";
import { readAttempts, storeMails } from "./support/outbox";
import { startMailServer } from "./support/smtp";

// With a plus sign, a local part of 64 characters, a domain in Punycode, and what else has a meaning in SMTP or in a header.
it("sends mails to exactly the addresses that registration accepts", async () => {
  const mails = await startMailServer();
  const server = await startInkwell({ env: { ...WITH_MAIL, SMTP_URL: mails.url } });
  await storeMails(server, VALID_EMAILS);
  await vi.waitUntil(async () => (await readAttempts(server)).length === 0, { timeout: 20_000 });
  expect(mails.received.map(({ to }) => to).sort()).toEqual([...VALID_EMAILS].sort());
  await server.stop();
  await mails.close();
});
