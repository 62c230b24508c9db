import { expect, it, vi } from "vitest";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { makeTestDatabase } from "../support/own-database";
import {
  passSessionTime,
  renew,
  requireTokens,
  signUpOffline,
  statusOf,
  TOKEN_PATH,
} from "../support/sessions";
import { readSessionRow } from "../support/database";

// A start takes seconds on a busy machine, and each test makes two.
vi.setConfig({ testTimeout: 180_000 });

/** Sends a renewal and ignores the response. */
function sendRenewal(server: OwnInkwell, refreshToken: string): void {
  const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refreshToken });
  void fetch(server.url + TOKEN_PATH, { method: "POST", body }).catch(() => undefined);
}

it.each([
  ["between rotation and response", true],
  ["at some time after the request was sent", false],
])("a client can renew again after the server was killed %s", async (_when, isAfterRotation) => {
  const databaseUrl = await makeTestDatabase();
  const before = await startInkwell({ databaseUrl });
  const user = await signUpOffline(before);
  sendRenewal(before, user.refreshToken);
  if (isAfterRotation)
    await vi.waitUntil(async () => (await readSessionRow(before, user.sid))?.rotated_at !== null, {
      interval: 1,
      timeout: 60_000,
    });
  const killedAt = Date.now();
  await before.kill();

  const after = await startInkwell({ databaseUrl });
  expect(await statusOf(after, user.accessToken)).toBe(200);
  // As if the restart had taken no time: a slow machine must not exceed the ten seconds.
  await passSessionTime(after, user.sid, (killedAt - Date.now()) / 1000);
  const next = requireTokens(await renew(after, user.refreshToken));
  expect(next.sid).toBe(user.sid);
  const last = requireTokens(await renew(after, next.refreshToken));
  expect(await statusOf(after, last.accessToken)).toBe(200);
  await after.stop();
});
