import { Drop } from "./ui/drop";

/** Renders the mark and the name of the site on one line. A name that is too long for the line is cut. */
export function Logo({ name }: { name: string }) {
  return (
    <span className="inline-flex max-w-full translate-y-0.5 items-baseline gap-2">
      <span className="text-accent">
        <Drop size={20} />
      </span>
      <span
        dir="auto"
        className="min-w-0 overflow-x-clip font-serif text-[1.6875rem] leading-none font-medium tracking-[-0.02em] text-ellipsis whitespace-nowrap text-ink"
      >
        {name}
      </span>
    </span>
  );
}
