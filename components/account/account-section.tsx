import type { ReactNode } from "react";

interface AccountSectionProps {
  id: string;
  title: string;
  /** One sentence under the title. */
  lede: string;
  children: ReactNode;
}

/** Renders a section of the account page, below a hairline. */
export function AccountSection({ id, title, lede, children }: AccountSectionProps) {
  return (
    <section aria-labelledby={id} className="mt-16 border-t border-hairline pt-9">
      {/* Receives the focus when the focused element of the section disappears. */}
      <h2 id={id} tabIndex={-1} className="text-2xl outline-none">
        {title}
      </h2>
      <p className="mt-3 mb-6 text-muted">{lede}</p>
      {children}
    </section>
  );
}
