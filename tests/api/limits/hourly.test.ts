import { beforeEach, describe, expect, it, vi } from "vitest";
import { call, type Answer } from "../../support/call";
import { execute } from "../../support/database";
import { provideOwnInkwell } from "../../support/inkwell";
import { expectLimited, LIMITED, passTime } from "../../support/limits";
import { makePng, sendPicture, type Bytes } from "../../support/pictures";
import { newPost, publish } from "../../support/posts";
import { expectProblem } from "../../support/problems";
import { newUser, register, signUp, type Author } from "../../support/users";

// Dozens of requests, one after the other.
vi.setConfig({ testTimeout: 120_000 });

// In the proportions of the defaults, with fewer requests.
const server = provideOwnInkwell({
  env: {
    ...LIMITED,
    RATE_LIMIT_REGISTRATIONS_PER_ADDRESS: "2",
    RATE_LIMIT_POSTS_PER_USER: "6",
    RATE_LIMIT_POSTS_PER_ADDRESS: "12",
    RATE_LIMIT_WRITES_PER_USER: "30",
  },
});
const HOUR = { from: 3300, to: 3600 };

beforeEach(() => execute(server, "DELETE FROM rate_limits"));

const statusesOf = (answers: readonly Answer[]) => [...new Set(answers.map(({ status }) => status))];

/** Sends a request `times` times, one after the other. */
async function repeat(times: number, send: (index: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let index = 0; index < times; index += 1) answers.push(await send(index));
  return answers;
}

describe("writes of a user", () => {
  it("are limited to thirty an hour, creations, edits and deletions together", async () => {
    const { token } = await signUp(server);
    const { id } = await publish(server, { token });
    const { id: other } = await publish(server, { token });
    const path = `/api/posts/${id}`;
    const edit = (index: number) =>
      call(server, index % 2 ? "PUT" : "PATCH", path, { token, json: newPost() });
    expect(statusesOf(await repeat(27, edit))).toEqual([200]);
    expect((await call(server, "DELETE", `/api/posts/${other}`, { token })).status).toBe(204);

    expectLimited(await edit(0), HOUR);
    expectLimited(await edit(1), HOUR);
    expectLimited(await call(server, "DELETE", path, { token }), HOUR);
    expectLimited(await call(server, "POST", "/api/posts", { token, json: newPost() }), HOUR);
    expect((await call(server, "GET", path)).status).toBe(200);
    expect(
      (await call(server, "POST", "/api/posts", { token: (await signUp(server)).token, json: newPost() }))
        .status,
    ).toBe(201);
    await passTime(server, 3601);
    expect((await edit(0)).status).toBe(200);
  });

  it("are not counted when the post is missing or belongs to someone else", async () => {
    const author = await signUp(server);
    const { id } = await publish(server, author);
    const { token } = await signUp(server);
    await repeat(31, (index) =>
      call(server, "DELETE", index % 2 ? `/api/posts/${id}` : "/api/posts/999999", { token }),
    );
    expect((await call(server, "POST", "/api/posts", { token, json: newPost() })).status).toBe(201);
  });
});

it("changes of the picture count among the writes of a user: uploads, rejected ones and removals", async () => {
  const { id, token } = await signUp(server);
  const upload = (bytes: Bytes) => sendPicture(server, { id, token }, bytes);
  const remove = () => call(server, "DELETE", `/api/users/${id}/picture`, { token });
  const picture = await makePng();
  expect((await upload(picture)).status).toBe(200);
  expect((await upload(picture.slice(0, 8))).status).toBe(422);
  expect(statusesOf(await repeat(28, remove))).toEqual([200]);
  expectLimited(await upload(picture), HOUR);
  expectLimited(await remove(), HOUR);
  expectLimited(await call(server, "POST", "/api/posts", { token, json: newPost() }), HOUR);
  await passTime(server, 3601);
  expect((await upload(picture)).status).toBe(200);
});

describe("new posts from one client address", () => {
  const post = (author: Pick<Author, "token">, address: string) =>
    call(server, "POST", "/api/posts", {
      token: author.token,
      json: newPost(),
      headers: { "X-Forwarded-For": address },
    });

  it("are limited to twelve an hour, however many accounts send them", async () => {
    const first = await signUp(server);
    const authors = [first, await signUp(server), await signUp(server)] as const;
    for (const author of authors.slice(0, 2))
      expect(statusesOf(await repeat(6, () => post(author, "192.0.2.1")))).toEqual([201]);
    expectLimited(await post(authors[2], "192.0.2.1"), HOUR);
    // Rejected posts did not count for the user.
    expect(statusesOf(await repeat(6, () => post(authors[2], "192.0.2.2")))).toEqual([201]);
    expectLimited(await post(authors[2], "192.0.2.2"), HOUR);
  });
});

describe("registrations from IPv6 addresses", () => {
  const send = (address: string) =>
    call(server, "POST", "/api/users", {
      json: { ...newUser(), email: taken },
      headers: { "X-Forwarded-For": address },
    });
  let taken: string;

  it("are limited per /64, and per /48 at ten times the number", async () => {
    ({ email: taken } = await register(server));
    for (let network = 1; network <= 10; network += 1) {
      const answers = await repeat(2, (host) => send(`2001:db8:1:${network}::${host}`));
      expect(statusesOf(answers)).toEqual([409]);
      if (network === 1) expectLimited(await send("2001:db8:1:1::ffff"), HOUR);
    }
    expectLimited(await send("2001:db8:1:ffff::1"), HOUR);
    expect((await send("2001:db8:2:1::1")).status).toBe(409);
  });
});

describe("changes of username and email", () => {
  it("are limited to 20 attempts an hour, including those that fail with 409", async () => {
    const { email: taken } = await register(server);
    const { id, token } = await signUp(server);
    const change = (json: unknown) => call(server, "PATCH", `/api/users/${id}`, { token, json });
    for (const answer of await repeat(18, () => change({ email: taken })))
      expectProblem(answer, "email-taken", {
        errors: expect.any(Array),
      });
    expect((await change({ username: "Somebody" })).status).toBe(200);
    expect((await change({ email: "somebody@example.com" })).status).toBe(200);
    expectLimited(await change({ email: taken }), HOUR);
    expectLimited(await change({ username: "Somebody else" }), HOUR);
    await passTime(server, 3601);
    expect((await change({ username: "Somebody else" })).status).toBe(200);
  });

  it("are not counted when they are invalid", async () => {
    const { id, token } = await signUp(server);
    const change = (json: unknown) => call(server, "PATCH", `/api/users/${id}`, { token, json });
    expect(statusesOf(await repeat(21, () => change({ email: "nonsense" })))).toEqual([422]);
    expect((await change({ username: "Valid" })).status).toBe(200);
  });
});
