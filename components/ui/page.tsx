import type { ReactNode } from "react";

interface PageProps {
  /** `form` is 26 rem; `measure` is a line of about 70 characters. */
  width?: "form" | "measure";
  title?: string;
  /** One sentence under the title. */
  lede?: ReactNode;
  /** A note in the margin beside the title, such as a date; above it on phones. */
  margin?: ReactNode;
  children?: ReactNode;
}

const widths = { form: "max-w-form", measure: "max-w-measure" };

/** Renders the margin and the main column of a page, inside `<main>`. */
export function Page({ width = "measure", title, lede, margin, children }: PageProps) {
  return (
    <div className="frame columns-page gap-y-4 pt-12 pb-24 sm:pt-20">
      <div className="text-sm font-medium">{margin}</div>
      <div className={`min-w-0 ${widths[width]}`}>
        {title && <h1 className="text-3xl">{title}</h1>}
        {lede && <div className="mt-3 font-serif text-lg text-muted">{lede}</div>}
        {children && <div className={title ? "mt-9 sm:mt-11" : ""}>{children}</div>}
      </div>
    </div>
  );
}
