import type { ReactNode } from "react";
import { Drop } from "./drop";

interface EmptyStateProps {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Renders the placeholder of an empty list or page, with a next step if there is one. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div>
      <p className="font-serif text-2xl">{title}</p>
      {children && <p className="mt-2 font-serif text-lg text-muted">{children}</p>}
      {action && <div className="mt-6">{action}</div>}
      <div className="mt-9 flex gap-4 text-accent">
        <Drop size={12} />
        <Drop size={12} />
        <Drop size={12} />
      </div>
    </div>
  );
}
