import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { callRaw, openRequest } from "../../support/open-request";
import { readPeakMemoryMib } from "../../support/peak-memory";
import { expectProblem } from "../../support/problems";

const server = provideOwnInkwell();
const PAGES = ["/", "/login", "/posts/1", "/no-such-page", "/icon.svg"];
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const LARGE = 8 * 1024 * 1024;
const AT_ONCE = 40;

describe.each(PAGES)("%s", (page) => {
  it.each(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])(
    "is 405 to %s, and says what it answers to",
    async (method) => {
      expectProblem(await callRaw(server, method, page), "method-not-allowed", {
        headers: { allow: "GET, HEAD, POST" },
      });
    },
  );
});

it("a form that is sent before its script is there gets its page again", async () => {
  const answer = await call(server, "POST", "/login", {
    form: { username: "ada@example.com", password: "x" },
  });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('name="username"');
});

it("nothing that is sent to a page is kept", async () => {
  const before = readPeakMemoryMib(server.pid);
  const body = Buffer.alloc(LARGE, "a");
  const answers = Array.from({ length: AT_ONCE }, async (_, index) => {
    const method = index % 2 === 0 ? "POST" : "PUT";
    const { request, answer } = openRequest(server, method, "/login", {
      ...FORM,
      "Content-Length": String(LARGE),
    });
    request.on("error", () => undefined); // who goes on sending after the answer is cut off
    request.end(body);
    return (await answer.catch(() => undefined))?.status;
  });
  const statuses = new Set(await Promise.all(answers));
  statuses.delete(undefined);
  expect([...statuses].sort()).toEqual([200, 405]);
  if (before === undefined) return;
  expect(readPeakMemoryMib(server.pid)).toBeLessThan(before + (AT_ONCE * LARGE) / 2 / 1024 / 1024);
});
