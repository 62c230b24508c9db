"use client";

import type { ComponentProps } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { Logo } from "@/components/logo";
import { fontVariables } from "./fonts";
import "./globals.css";

/** Replaces the whole document when the layout itself fails. Without the layout there is only the system's theme. */
export default function GlobalError(props: ComponentProps<typeof ErrorNotice>) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <title>Something went wrong · Inkwell</title>
        <header className="frame">
          <div className="flex h-(--bar-height) items-center border-b border-hairline">
            <Logo />
          </div>
        </header>
        <main>
          <ErrorNotice {...props} />
        </main>
      </body>
    </html>
  );
}
