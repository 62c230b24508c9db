const format = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** A day in words; the exact time is in the markup. */
export function PostDate({ iso }: { iso: string }) {
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}
