import { describe, expect, it, vi } from "vitest";
import { call } from "../support/call";
import { findCorruption, query } from "../support/database";
import { readLog } from "../support/log";
import { WITH_MAIL } from "../support/mail";
import { expectProblem } from "../support/problems";
import { newUser, register } from "../support/users";
import { canMount, startOnQuota, startOnSmallDisk, type ServerOnDisk } from "./support/full-disk";
import { readAttempts } from "./support/outbox";
import { startMailServer } from "./support/smtp";

const UNREADABLE = "The outbox could not be read or written. It will be tried again.";
const RETRY = { timeout: 30_000 };

const FAILURES = [
  { what: "a full file system", start: startOnSmallDisk, isPossible: canMount() },
  { what: "an exhausted quota", start: startOnQuota, isPossible: process.platform === "linux" },
];

const forget = ({ server }: ServerOnDisk, email: string) =>
  call(server, "POST", "/api/users/forgot-password", { json: { email } });

/** Returns what a request that sends a mail changes. */
const readState = async ({ server }: ServerOnDisk) => ({
  users: await query(server, "SELECT id, email FROM users"),
  tokens: await query(server, "SELECT kind, token_hash FROM account_tokens"),
  mails: await query(server, "SELECT message_id FROM outbox"),
});

// The two wait for the retries of their servers side by side.
describe.concurrent.each(FAILURES)("$what", ({ start, isPossible }) => {
  it.runIf(isPossible)(
    "rejects what would send a mail, keeps the mails that wait, and lets them go once there is space",
    async ({ onTestFinished }) => {
      const gone = await startMailServer();
      await gone.close();
      const disk = await start({ ...WITH_MAIL, SMTP_URL: gone.url });
      const { server, fillDisk, makeRoom, remove } = disk;
      for (const clean of [remove, server.stop]) onTestFinished(clean);
      const user = await register(server);
      const before = await readState(disk);
      expect(before).toMatchObject({ users: [{ id: user.id }], tokens: [{}], mails: [{}] });

      fillDisk();
      const mails = await startMailServer({ port: gone.port });
      onTestFinished(mails.close);
      expectProblem(await call(server, "POST", "/api/users", { json: newUser() }), "overloaded");
      const [known, unknown] = [await forget(disk, user.email), await forget(disk, newUser().email)];
      for (const answer of [known, unknown]) expectProblem(answer, "overloaded");
      expect(unknown.body).toEqual({ ...(known.body as object), request_id: unknown.requestId });
      await vi.waitUntil(() => readLog(server).some(({ message }) => message === UNREADABLE), RETRY);
      expect(await readState(disk)).toEqual(before);
      expect(await findCorruption(server)).toEqual([]);
      expect(mails.received).toEqual([]);

      makeRoom();
      expect((await forget(disk, user.email)).status).toBe(202);
      await vi.waitUntil(async () => (await readAttempts(server)).length === 0, RETRY);
      expect(mails.received.map(({ to }) => to)).toEqual([user.email, user.email]);
    },
  );
});
