import type { ComponentProps, ReactNode } from "react";

/** Renders a form with its spacing. Uses POST by default, so that a form sent before its script runs puts no password into the URL. */
export function Form(props: Omit<ComponentProps<"form">, "className">) {
  return <form method="post" {...props} className="grid grid-cols-1 gap-7" />;
}

/** Groups the buttons at the end of a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3 pt-2">{children}</div>;
}

/** Renders a note under a form, such as a link to another one. */
export function FormNote({ children }: { children: ReactNode }) {
  return <p className="mt-10 border-t border-hairline pt-5 text-sm text-muted [&_a]:link">{children}</p>;
}
