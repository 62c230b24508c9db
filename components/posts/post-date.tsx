"use client";

import { useSyncExternalStore } from "react";

const options = { dateStyle: "long" } as const;
const inUtc = new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" });
/** In the time zone of the reader: on the server this is never used. */
const local = new Intl.DateTimeFormat("en", options);

const neverChanges = () => () => undefined;

/**
 * Renders a day in words; the exact time is in the markup. Stored pages are the same for everyone, so the server writes the day
 * in UTC. The browser replaces it, after hydration, with the day in the reader's time zone.
 */
export function PostDate({ iso }: { iso: string }) {
  const format = useSyncExternalStore(
    neverChanges,
    () => local,
    () => inUtc,
  );
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}
