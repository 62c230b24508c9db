import { Drop } from "./ui/drop";

/** Mark and word, standing on one line; put it inside the link that leads home. */
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
