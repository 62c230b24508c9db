import { expect, it } from "vitest";
import { requireRecentLogin } from "./step-up";

const NOW = new Date("2026-11-23T12:00:00Z");
const ask = (secondsAgo: number) => () =>
  requireRecentLogin({ authTime: new Date(NOW.getTime() - secondsAgo * 1000) }, { now: NOW });

it.each([0, 1, 299, 300])("requireRecentLogin accepts a login %s seconds ago", (seconds) => {
  expect(ask(seconds)).not.toThrow();
});

it.each([300.001, 301, 3_600, 86_400 * 180])(
  "requireRecentLogin rejects a login %s seconds ago",
  (seconds) => {
    expect(ask(seconds)).toThrow(
      expect.objectContaining({ name: "AppError", code: "insufficient-user-authentication" }),
    );
  },
);

it("requireRecentLogin uses the wall clock by default", () => {
  expect(() => requireRecentLogin({ authTime: new Date() })).not.toThrow();
  expect(() => requireRecentLogin({ authTime: new Date(Date.now() - 301_000) })).toThrow();
});
