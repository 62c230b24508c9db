const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

/** In seconds, largest first. */
const UNITS = [
  ["year", 365 * 24 * 60 * 60],
  ["month", 30 * 24 * 60 * 60],
  ["week", 7 * 24 * 60 * 60],
  ["day", 24 * 60 * 60],
  ["hour", 60 * 60],
  ["minute", 60],
] as const;

/** Describes how long ago something happened: "just now", "5 minutes ago", "yesterday". */
export function formatAgo(then: Date, { now = new Date() } = {}): string {
  const seconds = (now.getTime() - then.getTime()) / 1000;
  for (const [unit, unitSeconds] of UNITS) {
    const count = Math.floor(seconds / unitSeconds);
    if (count >= 1) return format.format(-count, unit);
  }
  return "just now";
}
