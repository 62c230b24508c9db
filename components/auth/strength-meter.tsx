import type { Strength } from "./estimate-strength";

const WORDS = { 1: "Weak", 2: "Fair", 3: "Good", 4: "Strong" } as const satisfies Record<Strength, string>;
const COLORS = {
  1: "bg-danger",
  2: "bg-ink",
  3: "bg-accent",
  4: "bg-success",
} as const satisfies Record<Strength, string>;

/** Shows the strength of a password as a word and as one to four bars. */
export function StrengthMeter({ strength }: { strength: Strength }) {
  return (
    <span className="inline-flex items-center gap-2">
      <span className="sr-only">Password strength:</span>
      {WORDS[strength]}
      <span
        role="meter"
        aria-label="Password strength"
        aria-valuemin={0}
        aria-valuemax={4}
        aria-valuenow={strength}
        aria-valuetext={WORDS[strength]}
        className="flex gap-0.5"
      >
        {([1, 2, 3, 4] as const).map((bar) => (
          <span key={bar} className={`h-1 w-4 ${bar <= strength ? COLORS[strength] : "bg-hairline"}`} />
        ))}
      </span>
    </span>
  );
}
