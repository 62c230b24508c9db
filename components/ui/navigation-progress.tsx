"use client";

import { useLinkStatus } from "next/link";

/** Renders a line at the top of the window while the next page loads. It appears only after a moment, and moves nothing. */
export function ProgressLine() {
  return <span role="progressbar" aria-label="Loading the page" className="progress-line" />;
}

/** Renders the line while the `Link` around it loads its page. */
export function LinkProgress() {
  return useLinkStatus().pending && <ProgressLine />;
}
