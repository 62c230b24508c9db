"use client";

import type { ComponentProps } from "react";
import { ErrorNotice } from "@/components/error-notice";
import { Drop } from "@/components/ui/drop";
import { fontVariables } from "./fonts/font-variables";
import "./globals.css";

/** Replaces the whole document when the layout itself fails. Without the layout it knows neither the site's name nor the chosen theme. */
export default function GlobalError(props: ComponentProps<typeof ErrorNotice>) {
  return (
    <html lang="en" className={fontVariables}>
      <body>
        <title>Something went wrong</title>
        <header className="frame">
          <div className="flex h-(--bar-height) items-center border-b border-hairline">
            <span className="text-accent">
              <Drop size={20} />
            </span>
          </div>
        </header>
        <main>
          <ErrorNotice {...props} />
        </main>
      </body>
    </html>
  );
}
