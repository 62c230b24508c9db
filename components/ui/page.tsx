import type { ReactNode } from "react";

interface PageProps {
  title: string;
  children: ReactNode;
}

/** Renders a page with a title and a form-wide column, inside `<main>`. */
export function Page({ title, children }: PageProps) {
  return (
    <div className="frame columns-page gap-y-4 pt-12 pb-24 sm:pt-20">
      <div className="max-w-form min-w-0 md:col-start-2">
        <h1 className="text-3xl">{title}</h1>
        <div className="mt-9 sm:mt-11">{children}</div>
      </div>
    </div>
  );
}
