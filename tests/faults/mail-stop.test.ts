import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { startInkwell } from "../support/inkwell";
import { WITH_MAIL } from "../support/mail";
import { makeTestDatabase } from "../support/own-database";
import { readAttempts, storeMails } from "./support/outbox";
import { startMailServer } from "./support/smtp";

const MAILS = 1_000;
/** How long the mail server takes: less than a stop waits, and so long that others still wait at the end; or far too long. */
const ANSWERS_AFTER_MS = [1_000, 60_000];

vi.setConfig({ testTimeout: 60_000 });

it.concurrent.for(ANSWERS_AFTER_MS)(
  "stops within 10 s of SIGTERM while mails wait for a mail server that takes %i ms, and keeps them",
  async (ms, { onTestFinished }) => {
    const asked: string[] = [];
    const mails = await startMailServer({
      answer: async ({ to }) => {
        asked.push(to);
        return void (await sleep(ms, undefined, { ref: false }));
      },
    });
    onTestFinished(mails.close);
    const server = await startInkwell({
      env: { ...WITH_MAIL, SMTP_URL: mails.url },
      databaseUrl: await makeTestDatabase(onTestFinished),
    });
    await storeMails(
      server,
      Array.from({ length: MAILS }, (_, index) => `reader-${index}@example.com`),
    );
    await vi.waitUntil(() => asked.length > 0, { timeout: 20_000 });
    const stoppedAt = performance.now();
    await server.stop();
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
    expect(await readAttempts(server)).not.toHaveLength(0);
  },
);
