import { beforeEach, describe, expect, it, vi } from "vitest";
import { call, type Answer } from "../../support/call";
import { readUserRows, execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { countCounters, expectLimited, LIMITED, passTime } from "../../support/limits";
import { newPost, publish, type TestPost } from "../../support/posts";
import { newUser, signUp } from "../../support/users";

// Dozens to hundreds of requests, one after the other.
vi.setConfig({ testTimeout: 120_000 });

const server = provideOwnInkwell({ env: { ...LIMITED, RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: "6" } });
const HOUR = { from: 3300, to: 3600 };

beforeEach(() => execute(server, "DELETE FROM rate_limits"));

describe("registrations from one address", () => {
  const register = (json: unknown, address = "192.0.2.1"): Promise<Answer> =>
    call(server, "POST", "/api/users", { json, headers: { "X-Forwarded-For": address } });

  it("are limited per hour; taken names count, and invalid bodies do not", async () => {
    const user = newUser();
    const bodies = [user, user, user, newUser(), newUser(), newUser()];
    const statuses: number[] = [];
    for (const body of bodies) {
      statuses.push((await register(body)).status);
      expect((await register({ ...newUser(), password: "short" })).status).toBe(422);
    }
    expect(statuses).toEqual([201, 409, 409, 201, 201, 201]);
    const count = (await readUserRows(server)).length;
    expectLimited(await register(newUser()), HOUR);
    expectLimited(await register(user), HOUR);
    // A registration over the limit is rejected before its password is checked.
    expectLimited(await register({ ...newUser(), password: "password1234" }), HOUR);
    expect(await readUserRows(server)).toHaveLength(count);
    expect((await register(newUser(), "192.0.2.2")).status).toBe(201);
    await passTime(server, 3601);
    expect((await register(newUser())).status).toBe(201);
  });

  it("do not exceed the limit when they arrive at once", async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => register(newUser())));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(6).fill(201),
      ...Array<number>(10).fill(429),
    ]);
  });
});

describe("posts of a user", () => {
  it("are limited to sixty an hour from all addresses; reads, edits and other users are not affected", async () => {
    const author = await signUp(server);
    let post: TestPost | undefined;
    for (let count = 0; count < 60; count += 1) post = await publish(server, author);
    const before = await countCounters(server);
    const publishFrom = (address: string, token = author.token) =>
      call(server, "POST", "/api/posts", { token, json: newPost(), headers: { "X-Forwarded-For": address } });
    for (const address of ["192.0.2.1", "192.0.2.2"]) expectLimited(await publishFrom(address), HOUR);

    const path = `/api/posts/${post?.id}`;
    expect((await call(server, "GET", path)).status).toBe(200);
    expect((await call(server, "PUT", path, { token: author.token, json: newPost() })).status).toBe(200);
    expect((await call(server, "DELETE", path, { token: author.token })).status).toBe(204);
    expect(await countCounters(server)).toBe(before);
    expect((await publishFrom("192.0.2.1", (await signUp(server)).token)).status).toBe(201);
    await passTime(server, 3601);
    expect((await publishFrom("192.0.2.1")).status).toBe(201);
  });

  it("count only when they are valid", async () => {
    const author = await signUp(server);
    const before = await countCounters(server);
    const json = newPost({ title: "" });
    expect((await call(server, "POST", "/api/posts", { token: author.token, json })).status).toBe(422);
    expect((await call(server, "POST", "/api/posts", { json: newPost() })).status).toBe(401);
    expect(await countCounters(server)).toBe(before);
  });
});

it("exports are limited to ten per user and hour", async () => {
  const { token } = await signUp(server);
  const exportAccount = (who = token) => call(server, "GET", "/api/users/me/export", { token: who });
  for (let count = 0; count < 10; count += 1) expect((await exportAccount()).status).toBe(200);
  expectLimited(await exportAccount(), HOUR);
  expect((await exportAccount((await signUp(server)).token)).status).toBe(200);
  await passTime(server, 3601);
  expect((await exportAccount()).status).toBe(200);
});
