import { expect, it } from "vitest";
import { provideInkwell } from "../../support/inkwell";
import { callRaw, openRequest } from "../../support/open-request";
import { expectProblem } from "../../support/problems";

const server = provideInkwell();

// Java's client and `curl --http2` send these with every first request.
const UPGRADE = { Connection: "Upgrade, HTTP2-Settings", "HTTP2-Settings": "AAMAAABkAAQAoAAAAAIAAAAA" };

it.each(["h2c", "websocket", "nothing/1.0"])(
  "responds over HTTP/1.1 to a request for an upgrade to %s (RFC 9110 §7.8)",
  async (protocol) => {
    const headers = { ...UPGRADE, Upgrade: protocol };
    // Next starts to listen for upgrades at the first one.
    for (let turn = 0; turn < 2; turn += 1) {
      expect(await callRaw(server, "GET", "/api/posts", headers)).toMatchObject({ status: 200 });
    }
    const { request, answer } = openRequest(server, "POST", "/api/users", {
      ...headers,
      "Content-Type": "application/json",
    });
    request.end("{");
    expectProblem(await answer, "malformed-json");
  },
);

it("responds to a request with an unknown expectation (RFC 9110 §10.1.1)", async () => {
  const answer = await callRaw(server, "GET", "/api/users/me", { Expect: "a miracle" });
  expectProblem(answer, "not-authenticated");
});

it.each(["/api/posts", "/nothing/../api/posts", "/%2e%2E/api/./posts"])(
  "sets no cookie at %s, even for cookies that Next knows",
  async (target) => {
    const Cookie = "__prerender_bypass=x; __next_preview_data=y";
    const answer = await callRaw(server, "GET", target, { Cookie });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers["set-cookie"]).toBeUndefined();
  },
);
