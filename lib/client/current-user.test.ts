import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, NetworkError } from "./api-client";
import { forgetCurrentUser, loadCurrentUser } from "./current-user";
import { setToken } from "./token-store";

// A real server and the real fetch; only the URL of the page is set, as in a browser.

const USER = {
  id: 1,
  username: "Ada",
  email: "ada@example.com",
  email_verified: true,
  pending_email: null,
  image_file: null,
  image_path: "/images/a.svg",
};
const PROBLEM = { status: 401, detail: "Not authenticated", code: "not-authenticated" };

let questions: IncomingMessage[] = [];
let handler: (response: ServerResponse) => unknown;
const server = createServer((request, response) => {
  questions.push(request);
  handler(response);
});

const respondWith = (status: number, body: unknown) => (response: ServerResponse) =>
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));

const keepToken = (token: string) =>
  setToken({ access_token: token, token_type: "bearer", expires_in: 1800 }, token);

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const realFetch = globalThis.fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => realFetch(origin + path, init));
  vi.stubGlobal("navigator", {});
});
beforeEach(() => {
  questions = [];
  handler = respondWith(200, USER);
  forgetCurrentUser();
  keepToken("one");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it("loadCurrentUser sends the token only in the header", async () => {
  expect(await loadCurrentUser("one")).toEqual(USER);
  const [question] = questions;
  expect([question?.method, question?.url]).toEqual(["GET", "/api/users/me"]);
  expect(question?.headers).toMatchObject({ authorization: "Bearer one", accept: "application/json" });
});

describe("loadCurrentUser sends one request", () => {
  it("for all callers while it is in progress", async () => {
    let respond: () => void = () => expect.unreachable();
    handler = (response) => (respond = () => respondWith(200, USER)(response));
    const [first, second] = [loadCurrentUser("one"), loadCurrentUser("one")];
    expect(second).toBe(first);
    await vi.waitUntil(() => questions.length > 0);
    const third = loadCurrentUser("one");
    respond();
    expect(await Promise.all([first, second, third])).toEqual([USER, USER, USER]);
    expect(questions).toHaveLength(1);
  });

  it("for all later callers", async () => {
    await loadCurrentUser("one");
    await loadCurrentUser("one");
    expect(questions).toHaveLength(1);
  });
});

describe("loadCurrentUser sends another request", () => {
  it("for another login, with its token", async () => {
    await loadCurrentUser("one");
    keepToken("two");
    await loadCurrentUser("two");
    expect(questions.map(({ headers }) => headers.authorization)).toEqual(["Bearer one", "Bearer two"]);
  });

  it("after the user was cleared", async () => {
    await loadCurrentUser("one");
    forgetCurrentUser();
    await loadCurrentUser("one");
    expect(questions).toHaveLength(2);
  });

  it("after a failure", async () => {
    handler = respondWith(503, PROBLEM);
    await expect(loadCurrentUser("one")).rejects.toMatchObject({ name: "ApiError" });
    handler = respondWith(200, USER);
    expect(await loadCurrentUser("one")).toEqual(USER);
  });

  it("and keeps the user of a new login when the previous request fails late", async () => {
    let fail: () => void = () => expect.unreachable();
    handler = (response) => (fail = () => respondWith(503, PROBLEM)(response));
    const older = loadCurrentUser("older");
    await vi.waitUntil(() => questions.length > 0);
    handler = respondWith(200, USER);
    await loadCurrentUser("newer");
    fail();
    await expect(older).rejects.toThrow();
    await loadCurrentUser("newer");
    expect(questions).toHaveLength(2);
  });
});

describe("loadCurrentUser reports a failure", () => {
  it.each([
    ["a problem", 401, PROBLEM, "Not authenticated", "not-authenticated"],
    [
      "a gateway's own page",
      502,
      undefined,
      "Something went wrong on our side. Please try again.",
      "unknown",
    ],
    ["JSON of another kind", 500, ["no"], "Something went wrong on our side. Please try again.", "unknown"],
  ])("with the message for %s", async (_what, status, body, message, code) => {
    handler = respondWith(status, body);
    const error: unknown = await loadCurrentUser("one").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ message, status, code, errors: [] });
  });

  it.each<[string, (response: ServerResponse) => unknown]>([
    ["there is no response", (response) => response.destroy()],
    [
      "the response is cut off",
      (response) => response.writeHead(200, { "Content-Length": 99 }).write("{", () => response.destroy()),
    ],
    ["a success is not JSON", (response) => response.end("<html>")],
  ])("when %s", async (_what, respond) => {
    handler = respond;
    const error: unknown = await loadCurrentUser("one").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      message: "The site cannot be reached. Check your connection and try again.",
    });
  });
});
