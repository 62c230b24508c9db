import type { ReactNode } from "react";

interface NoticeProps {
  /** A word in the margin, such as a status code. */
  margin: string;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}

/** Renders a page with a single message, such as a 404. */
export function Notice({ margin, title, children, actions }: NoticeProps) {
  return (
    <div className="frame columns-page items-baseline gap-y-4 pt-14 pb-24 sm:pt-24">
      <p className="text-sm font-medium text-accent">{margin}</p>
      <div className="max-w-measure">
        <h1 className="text-display">{title}</h1>
        <div className="mt-5 font-serif text-lg text-muted">{children}</div>
        {actions && <div className="mt-9 flex flex-wrap gap-3">{actions}</div>}
      </div>
    </div>
  );
}
