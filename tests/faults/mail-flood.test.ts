import { setTimeout as sleep } from "node:timers/promises";
import { expect, it, vi } from "vitest";
import { call } from "../support/call";
import { query } from "../support/database";
import { startInkwell } from "../support/inkwell";
import { WITH_MAIL } from "../support/mail";
import { newUser, signUp } from "../support/users";
import { readAttempts } from "./support/outbox";
import { startMailServer } from "./support/smtp";

const MINUTE_MS = 60_000;
/** Hashing a password takes so long that few machines manage all of them in the minute. */
const REGISTRATIONS = 1_000;
const AT_ONCE = 16;

it("up to 1,000 registrations in a minute get one mail each, while a user who is logged in is served", async () => {
  const mails = await startMailServer();
  const server = await startInkwell({ env: { ...WITH_MAIL, SMTP_URL: mails.url } });
  const { token, email: ownEmail } = await signUp(server);
  const registered: string[] = [];
  const end = performance.now() + MINUTE_MS;
  let started = 0;
  const registerInTurn = async () => {
    while (started < REGISTRATIONS && performance.now() < end) {
      started += 1;
      const user = newUser();
      const { status } = await call(server, "POST", "/api/users", { json: user });
      if (status === 201) registered.push(user.email);
      // The queue for hashing is full.
      else if (status === 503) await sleep(500);
      else throw new Error(`A registration got ${status}.`);
    }
  };
  let isDone = false;
  const registrations = Promise.all(Array.from({ length: AT_ONCE }, registerInTurn));
  const settled = registrations.catch(() => undefined).finally(() => (isDone = true));
  do {
    expect((await call(server, "GET", "/api/users/me", { token })).status).toBe(200);
    await sleep(50);
  } while (!isDone);
  await settled;
  await registrations;
  await vi.waitUntil(async () => (await readAttempts(server)).length === 0, { timeout: 60_000 });
  expect(mails.received.map(({ to }) => to).sort()).toEqual(registered.sort());
  const users = await query<{ email: string }>(server, "SELECT email FROM users WHERE email <> ?", ownEmail);
  expect(users.map(({ email }) => email).sort()).toEqual(registered);
  await server.stop();
  await mails.close();
});
