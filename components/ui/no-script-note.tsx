import type { ReactNode } from "react";

/** Says, in browsers without JavaScript, what does not work. */
export function NoScriptNote({ children }: { children: ReactNode }) {
  return (
    <noscript>
      <p className="mb-7 border-y border-hairline py-3.5 text-sm">{children}</p>
    </noscript>
  );
}
