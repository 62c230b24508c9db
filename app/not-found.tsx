import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";

export const metadata: Metadata = { title: "Page not found" };

export default function NotFound() {
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
      Nothing is written at this address.
    </Notice>
  );
}
