"use client";

import { useSyncExternalStore } from "react";

const options = { dateStyle: "long" } as const;
const inUtc = new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" });
/** In the time zone of the reader: on the server this is never used. */
const local = new Intl.DateTimeFormat("en", options);

const neverChanges = () => () => undefined;

/**
 * Renders a day in words; the exact time is in the markup. Stored pages are the same for everyone, so the server writes the day
 * in UTC. The browser replaces it, after hydration, with the day in the reader's time zone. Each day has room for the longest,
 * so that lines break at the same places.
 */
export function PostDate({ iso }: { iso: string }) {
  const format = useSyncExternalStore(
    neverChanges,
    () => local,
    () => inUtc,
  );
  return (
    <time dateTime={iso} className="inline-block min-w-[9.5em]">
      {format.format(new Date(iso))}
    </time>
  );
}
