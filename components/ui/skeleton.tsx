interface SkeletonProps {
  /** What is on its way, for a screen reader. */
  label?: string;
  lines?: number;
}

const widths = ["w-full", "w-11/12", "w-full", "w-2/3"];

/** Ruled lines where text is on its way. They do not move. */
export function Skeleton({ label = "Loading", lines = 3 }: SkeletonProps) {
  return (
    <div role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          key={line}
          aria-hidden
          className={`h-8 border-b border-hairline ${widths[line % widths.length]}`}
        />
      ))}
    </div>
  );
}
