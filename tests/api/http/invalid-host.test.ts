import { describe, expect, it } from "vitest";
import type { Answer } from "../../support/call";
import { provideInkwell } from "../../support/inkwell";
import { expectProblem } from "../../support/problems";
import { readAnswers, sendRaw } from "../../support/raw-request";

const server = provideInkwell();

describe.each(["/", "/api/health"])("a request for %s", (path) => {
  it.each([
    ["without Host", []],
    ["with two Host fields", ["Host: x", "Host: x"]],
    ["with an empty Host", ["Host: "]],
    ["with spaces and angle brackets in Host", ["Host: a b<>"]],
    ["with a path in Host", ["Host: x/y"]],
    ["with a user name in Host", ["Host: user@x"]],
    ["with a port that cannot exist in Host", ["Host: x:99999"]],
    ["with half an IPv6 address in Host", ["Host: [::1"]],
  ])("%s gets 400, and its connection ends (RFC 9112 §3.2)", async (_what, fields) => {
    const [answer, ...others] = readAnswers(await sendRaw(server, `GET ${path} HTTP/1.1`, ...fields, "", ""));
    expectProblem(answer as Answer, "invalid-request");
    expect(others).toEqual([]);
  });

  it.each(["Host: [::1]:80", "Host: a_b.example:8080", "Host: BLOG.example"])(
    "with %s gets 200",
    async (field) => {
      const end = "Connection: close";
      const [answer] = readAnswers(await sendRaw(server, `GET ${path} HTTP/1.1`, field, end, "", ""));
      expect(answer?.status).toBe(200);
    },
  );

  it("over HTTP/1.0 needs no Host", async () => {
    expect(await sendRaw(server, `GET ${path} HTTP/1.0`, "", "")).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  });
});
