import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { call } from "../support/call";
import { startInkwell, type OwnInkwell } from "../support/inkwell";
import { publish, type TestPost } from "../support/posts";
import { createDatabase } from "../support/postgres";
import { startPostgresCluster } from "../support/postgres-cluster";
import { startScript } from "../support/project";
import { ROOT } from "../support/process";
import { logInOffline, renew, requireTokens, statusOf, type Tokens } from "../support/sessions";
import { logIn, register, type TestUser } from "../support/users";

/** Expects that a site knows a user, their session and their post, and returns the next tokens of the session. */
async function expectSameSite(
  server: OwnInkwell,
  { user, tokens, post }: { user: TestUser; tokens: Tokens; post: TestPost },
): Promise<Tokens> {
  expect(await statusOf(server, tokens.accessToken)).toBe(200);
  expect(await call(server, "GET", `/api/posts/${post.id}`)).toMatchObject({ status: 200, body: post });
  await logIn(server, user);
  return requireTokens(await renew(server, tokens.refreshToken));
}

it("who is logged in stays logged in when a site moves to PostgreSQL and back", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-move-"));
  const cluster = await startPostgresCluster();
  onTestFinished(async () => {
    await cluster.remove();
    rmSync(folder, { recursive: true });
  });
  const [before, back] = [`file:${folder}/before.db`, `file:${folder}/back.db`];
  const postgresUrl = await createDatabase({ url: cluster.url, prefix: "move_" });
  const copy = async (from: string, to: string) =>
    expect(await startScript(ROOT, "db-copy.ts", from, to).outcome).toMatchObject({ code: 0, stderr: "" });

  const first = await startInkwell({ databaseUrl: before });
  const user = await register(first);
  const tokens = await logInOffline(first, user);
  const post = await publish(first, { token: tokens.accessToken });
  await first.stop();

  await copy(before, postgresUrl);
  const second = await startInkwell({ databaseUrl: postgresUrl });
  expect(second.output()).not.toContain("Applied");
  const nextTokens = await expectSameSite(second, { user, tokens, post });
  expect((await publish(second, { token: nextTokens.accessToken })).id).toBe(post.id + 1);
  await second.stop();

  await copy(postgresUrl, back);
  const third = await startInkwell({ databaseUrl: back });
  await expectSameSite(third, { user, tokens: nextTokens, post });
  await third.stop();
});
