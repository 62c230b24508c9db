"use client";

import { ButtonLink } from "./ui/button-link";
import { Notice } from "./ui/notice";

/** Renders the 404 page. A client component, because the data of every page contains it, and only by reference this way. */
export function NotFoundNotice() {
  return (
    <Notice
      margin="404"
      title="Page not found"
      actions={
        <ButtonLink href="/" variant="quiet">
          Back to the front page
        </ButtonLink>
      }
    >
      There is no page at this address. It may have been deleted, or the address may be mistyped.
    </Notice>
  );
}
