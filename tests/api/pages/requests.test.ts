import { describe, expect, it } from "vitest";
import { call } from "../../support/call";
import { provideOwnInkwell } from "../../support/inkwell";
import { callRaw, openRequest } from "../../support/open-request";
import { readMemoryMib } from "../../support/memory";
import { expectProblem } from "../../support/problems";

const server = provideOwnInkwell();
const PAGES = ["/", "/login", "/posts/1", "/no-such-page", "/icon.svg"];
const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const LARGE = 8 * 1024 * 1024;
const AT_ONCE = 40;

describe.each(PAGES)("the page %s", (page) => {
  it.each(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])(
    "rejects %s with 405 and names its methods in Allow",
    async (method) => {
      expectProblem(await callRaw(server, method, page), "method-not-allowed", {
        headers: { allow: "GET, HEAD, POST" },
      });
    },
  );
});

it("a form submitted before its script has loaded gets its page again", async () => {
  const answer = await call(server, "POST", "/login", {
    form: { username: "ada@example.com", password: "x" },
  });
  expect(answer.status).toBe(200);
  expect(answer.text).toContain('name="username"');
});

it("the body of a request to a page is not kept in memory", async () => {
  const before = readMemoryMib(server.pid, "peak");
  const body = Buffer.alloc(LARGE, "a");
  const answers = Array.from({ length: AT_ONCE }, async (_, index) => {
    const method = index % 2 === 0 ? "POST" : "PUT";
    const { request, answer } = openRequest(server, method, "/login", {
      ...FORM,
      "Content-Length": String(LARGE),
    });
    request.on("error", () => undefined); // clients that go on sending after the response are cut off
    request.end(body);
    return (await answer.catch(() => undefined))?.status;
  });
  const statuses = new Set(await Promise.all(answers));
  statuses.delete(undefined);
  expect([...statuses].sort()).toEqual([200, 405]);
  if (Number.isNaN(before)) return;
  expect(readMemoryMib(server.pid, "peak")).toBeLessThan(before + (AT_ONCE * LARGE) / 2 / 1024 / 1024);
});
