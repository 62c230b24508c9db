import { PROBLEM_HELP } from "@/lib/schemas/problem-help";
import { PROBLEMS, type ProblemCode } from "@/lib/schemas/problem";

/** Explains one error code. The `type` of a problem document links to its id. */
export function ProblemEntry({ code }: { code: ProblemCode }) {
  const { status, title } = PROBLEMS[code];
  const { when, remedy } = PROBLEM_HELP[code];
  return (
    <section
      id={code}
      aria-labelledby={`${code}-name`}
      className="group -mx-4 scroll-mt-4 px-4 target:bg-surface"
    >
      <div className="columns-page gap-y-2 border-b border-hairline py-7">
        <p className="text-sm text-muted">
          <span className="font-medium text-ink group-target:text-accent">{status}</span> {title}
        </p>
        <div className="max-w-measure min-w-0">
          <h2 id={`${code}-name`} className="font-mono text-base font-medium">
            <a href={`#${code}`} className="decoration-1 underline-offset-[0.25em] hover:underline">
              {code}
            </a>
          </h2>
          <p className="mt-2">{when}</p>
          <p className="mt-1.5 text-muted">{remedy}</p>
        </div>
      </div>
    </section>
  );
}
