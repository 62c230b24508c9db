import { expect, it, vi } from "vitest";
import { call } from "../support/call";
import { startInkwell } from "../support/inkwell";
import { WITH_MAIL } from "../support/mail";
import { addUser, newUser } from "../support/users";
import { readAttempts } from "./support/outbox";
import { startMailServer, type MailServer } from "./support/smtp";

const never = new Promise<undefined>(() => undefined);

it("forgot-password says the same of a known and an unknown email while the mail server is away, refuses or does not answer", async () => {
  const gone = await startMailServer();
  await gone.close();
  const { port } = gone;
  const server = await startInkwell({ env: { ...WITH_MAIL, SMTP_URL: gone.url } });
  const troubles: Record<string, () => Promise<MailServer | undefined>> = {
    away: async () => undefined,
    refusing: () => startMailServer({ port, answer: () => 554 }),
    silent: () => startMailServer({ port, answer: () => never }),
  };
  for (const [trouble, start] of Object.entries(troubles)) {
    const mails = await start();
    const forget = (email: string) => call(server, "POST", "/api/users/forgot-password", { json: { email } });
    const { email } = await addUser(server);
    const known = await forget(email);
    if (mails !== undefined) await vi.waitUntil(() => mails.received.length > 0, { timeout: 20_000 });
    const unknown = await forget(newUser().email);
    expect(known.status, trouble).toBe(202);
    expect({ ...unknown, requestId: "" }, trouble).toEqual({ ...known, requestId: "" });
    if (trouble === "silent") expect(await readAttempts(server)).not.toEqual([]);
    await mails?.close();
  }
  await server.stop();
});
