import { existsSync, readdirSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { call } from "../support/call";
import { provideOwnInkwell } from "../support/inkwell";
import { readMemoryMib } from "../support/memory";
import { expectNoContent, newPost, publish } from "../support/posts";
import { expectProblem } from "../support/problems";
import { logInOffline, renew, requireTokens, revoke, signUpOffline } from "../support/sessions";
import { register } from "../support/users";

const ROUNDS = 5;
const ROUND_MS = 6_000;
const USERS = 6;
/** What memory may grow by from the second round to the last, in MiB; garbage that waits for collection varies. */
const GROWTH_MIB = 80;

// With a small heap, V8 must collect garbage, and what remains is in use.
const server = provideOwnInkwell({ env: { NODE_OPTIONS: "--max-old-space-size=192" } });
const countFiles = () => readdirSync(`/proc/${server.pid}/fd`).length;

/** Uses the whole site, with valid and invalid requests, until the time is up; returns the number of turns. */
async function useSite(untilMs: number): Promise<number> {
  const user = await signUpOffline(server);
  let { accessToken: token, refreshToken } = user;
  let turns = 0;
  // At least once, however busy the machine is.
  for (; turns === 0 || performance.now() < untilMs; turns += 1) {
    const { id } = await publish(server, { token });
    for (const page of ["/", `/posts/${id}`, "/login", "/nowhere"])
      await (await fetch(server.url + page)).text();
    for (const target of ["/api/posts?limit=20", "/api/users/me", `/api/users/${user.id}/posts`])
      expect((await call(server, "GET", target, { token })).status).toBe(200);
    const changed = await call(server, "PUT", `/api/posts/${id}`, { token, json: newPost() });
    expect(changed.status).toBe(200);
    expectNoContent(await call(server, "DELETE", `/api/posts/${id}`, { token }));
    expectProblem(await call(server, "GET", `/api/posts/${id}`), "post-not-found");
    expect((await call(server, "POST", "/api/users", { json: { username: "" } })).status).toBe(422);
    ({ accessToken: token, refreshToken } = requireTokens(await renew(server, refreshToken)));
    if (turns % 5 === 0) await revoke(server, (await logInOffline(server, user)).refreshToken);
  }
  await register(server);
  expectNoContent(await call(server, "DELETE", `/api/users/${user.id}`, { token }));
  return turns;
}

it.runIf(existsSync("/proc/self/fd"))("sustained use leaks neither files nor memory", async () => {
  const rounds: { turns: number; files: number; memoryMib: number }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const untilMs = performance.now() + ROUND_MS;
    const turns = await Promise.all(Array.from({ length: USERS }, () => useSite(untilMs)));
    rounds.push({
      turns: turns.reduce((sum, count) => sum + count),
      files: countFiles(),
      memoryMib: readMemoryMib(server.pid, "now"),
    });
  }
  for (const { turns, files, memoryMib } of rounds)
    console.log(`${turns} turns, ${files} files, ${memoryMib.toFixed(0)} MiB`);
  const [, second, last] = [...rounds.slice(0, 2), rounds.at(-1)];
  expect(last?.memoryMib).toBeLessThan((second?.memoryMib ?? 0) + GROWTH_MIB);
  // Idle connections are files, too.
  await vi.waitUntil(() => countFiles() <= (second?.files ?? 0) + USERS, { timeout: 20_000 });
});
