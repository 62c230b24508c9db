const format = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** Renders a day in words; the exact time is in the markup. */
export function PostDate({ iso }: { iso: string }) {
  return <time dateTime={iso}>{format.format(new Date(iso))}</time>;
}
