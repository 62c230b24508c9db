"use client";

import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { ErrorReference } from "@/components/ui/error-reference";
import { Notice } from "@/components/ui/notice";
import { fontVariables } from "./fonts";
import "./globals.css";

interface GlobalErrorProps {
  error: unknown;
  retry: () => void;
}

/** Stands in for the whole document when the layout itself fails: no provider, no router, and the system's theme. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
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
          <Notice
            margin="Error"
            title="Something went wrong"
            actions={
              <>
                <Button onClick={() => retry()}>Try again</Button>
                {/* eslint-disable-next-line @next/next/no-html-link-for-pages -- the layout broke: the browser shall load all anew */}
                <a href="/" className={buttonClass("quiet")}>
                  Back to the front page
                </a>
              </>
            }
          >
            <p>
              This page could not be loaded because of an error on our side. Please try again in a moment.
            </p>
            <ErrorReference error={error} />
          </Notice>
        </main>
      </body>
    </html>
  );
}
