import { expect, it } from "vitest";
import { formatAgo } from "./relative-time";

const NOW = new Date("2026-03-10T12:00:00Z");

it.each([
  ["2026-03-10T12:00:00Z", "just now"],
  ["2026-03-10T11:59:01Z", "just now"],
  // The clock of the server may be ahead.
  ["2026-03-10T12:03:00Z", "just now"],
  ["2026-03-10T11:59:00Z", "1 minute ago"],
  ["2026-03-10T11:01:00Z", "59 minutes ago"],
  ["2026-03-10T11:00:00Z", "1 hour ago"],
  ["2026-03-09T13:00:00Z", "23 hours ago"],
  ["2026-03-09T12:00:00Z", "yesterday"],
  ["2026-03-07T12:00:00Z", "3 days ago"],
  ["2026-03-03T12:00:00Z", "last week"],
  ["2026-02-08T12:00:00Z", "last month"],
  ["2024-03-10T12:00:00Z", "2 years ago"],
])("describes %s as %s", (then, words) => {
  expect(formatAgo(new Date(then), { now: NOW })).toBe(words);
});
