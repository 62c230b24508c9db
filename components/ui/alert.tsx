import type { ReactNode } from "react";

interface AlertProps {
  kind?: "error" | "info";
  title?: string;
  children: ReactNode;
  /** For example a "Try again" button. */
  action?: ReactNode;
}

const marks = { error: "text-danger", info: "text-accent" };
const paths = { error: "M10 5v6M10 14.2v.1", info: "M10 9v5.5M10 5.8v.1" };

/** Renders a message between two hairlines. Screen readers announce errors at once and other kinds when they are idle. */
export function Alert({ kind = "info", title, children, action }: AlertProps) {
  return (
    <div
      role={kind === "error" ? "alert" : "status"}
      className={`flex items-start gap-3 border-y border-current/35 py-3.5 text-sm ${marks[kind]}`}
    >
      <svg
        viewBox="0 0 20 20"
        width={20}
        height={20}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.5}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        className="mt-px shrink-0"
      >
        <circle cx="10" cy="10" r="8.6" />
        <path d={paths[kind]} />
      </svg>
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-56 wrap-break-word">
          {title && <p className="font-medium">{title}</p>}
          <div className="text-ink">{children}</div>
        </div>
        {action}
      </div>
    </div>
  );
}
