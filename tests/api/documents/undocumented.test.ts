import { beforeAll, describe, expect, it } from "vitest";
import { findUndocumented, type RawAnswer } from "../../support/api-document";
import { provideInkwell } from "../../support/inkwell";

// The tests compare every response with the API document; these tests check the comparison itself.
const server = provideInkwell();
let health: RawAnswer;

beforeAll(async () => {
  const response = await fetch(`${server.url}/api/health`);
  const { status, headers } = response;
  health = { status, headers: Object.fromEntries(headers), text: await response.text() };
});

const find = (answer: RawAnswer, method = "GET", path = "/api/health") =>
  findUndocumented(server.url, method, path, answer);

it("reports nothing for a documented response", async () => {
  expect(await find(health)).toEqual([]);
});

describe("the comparison with the API document reports", () => {
  const cases: [string, (answer: RawAnswer) => RawAnswer, RegExp][] = [
    ["an unknown status", (answer) => ({ ...answer, status: 418 }), /418 is not a documented status/],
    [
      "an undocumented header",
      ({ headers, ...answer }) => ({ ...answer, headers: { ...headers, "x-debug": "1" } }),
      /x-debug/,
    ],
    [
      "a missing header",
      ({ headers, ...answer }) => ({ ...answer, headers: without(headers, "x-request-id") }),
      /lacks the header X-Request-Id/,
    ],
    [
      "an undocumented member",
      (answer) => ({ ...answer, text: '{"status":"ok","uptime":7}' }),
      /does not match its schema/,
    ],
    ["a missing member", (answer) => ({ ...answer, text: "{}" }), /does not match its schema/],
    [
      "an undocumented value",
      (answer) => ({ ...answer, text: '{"status":"well"}' }),
      /does not match its schema/,
    ],
    [
      "an undocumented media type",
      ({ headers, ...answer }) => ({ ...answer, headers: { ...headers, "content-type": "text/html" } }),
      /undocumented type text\/html/,
    ],
  ];

  it.each(cases)("%s", async (_what, change, message) => {
    expect(await find(change(health))).toEqual([expect.stringMatching(message)]);
  });

  it("a method that the server supports and the document does not", async () => {
    expect(await find(health, "DELETE")).toEqual([expect.stringMatching(/is not a 405/)]);
  });

  it("a path that the server supports and the document does not", async () => {
    expect(await find(health, "GET", "/api/healthy")).toEqual([expect.stringMatching(/is not a 404/)]);
  });
});

function without(headers: RawAnswer["headers"], name: string): RawAnswer["headers"] {
  return Object.fromEntries(Object.entries(headers).filter(([other]) => other !== name));
}
