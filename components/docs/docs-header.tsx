import type { ReactNode } from "react";

interface DocsHeaderProps {
  title: string;
  lede: string;
  children: ReactNode;
}

/** The heading and introduction of a page about the API. */
export function DocsHeader({ title, lede, children }: DocsHeaderProps) {
  return (
    <header className="columns-page">
      <div className="max-w-measure md:col-start-2">
        <h1 className="text-3xl">{title}</h1>
        <p className="mt-3 font-serif text-lg text-muted">{lede}</p>
        <div className="mt-7 [&_a]:link [&_code]:font-mono [&_code]:text-[0.9em] [&_pre]:font-mono">
          {children}
        </div>
      </div>
    </header>
  );
}
