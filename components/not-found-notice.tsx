"use client";

import { ButtonLink } from "./ui/button-link";
import { Notice } from "./ui/notice";

/** What stands where there is no page. A client component, because every page's data holds it, in case it is needed. */
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
