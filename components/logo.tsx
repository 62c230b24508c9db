import { Drop } from "./ui/drop";

/** Renders the mark and the name on one line, for the link to the front page. */
export function Logo() {
  return (
    <span className="inline-flex translate-y-0.5 items-baseline gap-2">
      <span className="text-accent">
        <Drop size={20} />
      </span>
      <span className="font-serif text-[1.6875rem] leading-none font-medium tracking-[-0.02em] text-ink">
        Inkwell
      </span>
    </span>
  );
}
