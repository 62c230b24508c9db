interface SkeletonProps {
  /** Announced by screen readers. */
  label?: string;
  lines?: number;
}

const widths = ["w-full", "w-11/12", "w-full", "w-2/3"];

/** Renders ruled lines in place of content that is loading. They are not animated. */
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
