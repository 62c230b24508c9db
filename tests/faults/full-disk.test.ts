import { hash } from "@node-rs/argon2";
import { describe, expect, it } from "vitest";
import { call } from "../support/call";
import { readUserRow, execute } from "../support/database";
import { failLogin, requireLogin, tryLogIn } from "../support/limits";
import { logOf, readLog } from "../support/log";
import { newPost } from "../support/posts";
import { expectProblem } from "../support/problems";
import { newUser, PASSWORD, register } from "../support/users";
import { canMount, startOnQuota, startOnSmallDisk } from "./support/full-disk";
import { expectReads, expectWrites, expectWritesRejected, makeWorld } from "./support/storage";

const LIMITED = { RATE_LIMITS: "on" };

const FAILURES = [
  {
    what: "a full file system",
    start: startOnSmallDisk,
    error: "SQLITE_FULL: database or disk is full",
    isPossible: canMount(),
  },
  {
    what: "an exhausted quota",
    start: startOnQuota,
    error: "SQLITE_IOERR_WRITE: disk I/O error",
    isPossible: process.platform === "linux",
  },
];

describe.each(FAILURES)("$what", ({ start, error, isPossible }) => {
  it.runIf(isPossible)("stops only writes, until there is space again", async () => {
    const { server, fillDisk, makeRoom, remove } = await start(LIMITED);
    const world = await makeWorld(server);
    const { author } = world;
    const other = await register(server);

    fillDisk();
    await expectWritesRejected(server, world);
    await expectReads(server, world);
    // The limits still apply.
    await failLogin(server, 10, { email: other.email });
    expectProblem(await tryLogIn(server, { email: other.email }), "too-many-requests");
    const answer = await call(server, "POST", "/api/posts", { token: author.token, json: newPost() });
    expect(logOf(server, answer)).toContainEqual(
      expect.objectContaining({ level: "error", cause: expect.stringContaining(error) }),
    );

    makeRoom();
    await requireLogin(server, { email: author.email });
    await expectReads(server, world);
    await expectWrites(server, world);
    await server.stop();
    expect(readLog(server).filter(({ event }) => event === "sys_crash")).toEqual([]);
    remove();
  });

  it.runIf(isPossible)("does not stop reads even before the first request", async () => {
    const { server, fillDisk, remove } = await start(LIMITED);
    fillDisk();
    expect(await call(server, "GET", "/api/health")).toMatchObject({ status: 200 });
    expect(await call(server, "GET", "/api/posts")).toMatchObject({ status: 200, body: [] });
    expectProblem(await call(server, "POST", "/api/users", { json: newUser() }), "overloaded", {
      headers: { "retry-after": "60" },
    });
    await server.stop();
    remove();
  });
});

it.runIf(process.platform === "linux")("a login succeeds if its weak hash cannot be replaced", async () => {
  const { server, fillDisk, makeRoom } = await startOnQuota(LIMITED);
  const { id, email } = await register(server);
  const weak = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 1, parallelism: 1 });
  await execute(server, "UPDATE users SET password_hash = ? WHERE id = ?", weak, id);
  fillDisk();
  await requireLogin(server, { email });
  expect((await readUserRow(server, id))?.password_hash).toBe(weak);
  makeRoom();
  await requireLogin(server, { email });
  expect((await readUserRow(server, id))?.password_hash).not.toBe(weak);
  await server.stop();
});
