import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Secret } from "./secret";

const TEXT = "canary-of-the-secret";

describe("Secret", () => {
  const secret = new Secret(TEXT);

  it.each([
    ["String()", () => String(secret)],
    ["interpolation", () => `${secret}`],
    ["concatenation", () => "" + secret.toString()],
    ["inspect", () => inspect(secret)],
    ["inspect, showing what is hidden", () => inspect(secret, { showHidden: true, depth: 9 })],
    ["inspect without custom inspection", () => inspect(secret, { customInspect: false })],
    ["JSON", () => JSON.stringify({ secret })],
    ["spreading", () => JSON.stringify({ ...secret })],
    ["entries", () => JSON.stringify(Object.entries(secret))],
  ])("does not reveal its text through %s", (_way, print) => {
    expect(print()).not.toContain(TEXT);
  });

  it("prints asterisks", () => {
    expect([String(secret), inspect(secret), JSON.stringify(secret)]).toEqual([
      "**********",
      "**********",
      '"**********"',
    ]);
  });

  it("returns its text from reveal()", () => {
    expect(secret.reveal()).toBe(TEXT);
  });
});
