"use client";

import { useEffect, useRef, type ReactNode } from "react";

interface OutcomeProps {
  title: string;
  children: ReactNode;
  /** Where to go next. */
  actions?: ReactNode;
}

/** Shows in place of a form what has come of it. Takes the focus, which the form had. */
export function Outcome({ title, children, actions }: OutcomeProps) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => container.current?.focus(), []);
  return (
    <div ref={container} tabIndex={-1} className="outline-none">
      <p className="font-serif text-2xl">{title}</p>
      <p className="mt-3 text-muted">{children}</p>
      {actions && <div className="mt-8 flex flex-wrap gap-3">{actions}</div>}
    </div>
  );
}
