import type { ComponentProps, ReactNode } from "react";

/** The rhythm of a form. It posts unless told otherwise: before its JavaScript is there, no password lands in the address. */
export function Form(props: Omit<ComponentProps<"form">, "className">) {
  return <form method="post" {...props} className="grid grid-cols-1 gap-7" />;
}

/** The buttons at the end of a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3 pt-2">{children}</div>;
}

/** A line under a form, such as the way to the other one. */
export function FormNote({ children }: { children: ReactNode }) {
  return <p className="mt-10 border-t border-hairline pt-5 text-sm text-muted [&_a]:link">{children}</p>;
}
