"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { ErrorReference } from "@/components/ui/error-reference";
import { Notice } from "@/components/ui/notice";

interface ErrorPageProps {
  error: unknown;
  /** Fetches and renders again what failed. */
  retry: () => void;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const [pending, startTransition] = useTransition();

  return (
    <Notice
      margin="Out of order"
      title="Something went wrong"
      actions={
        <>
          <Button pending={pending} pendingLabel="Trying again…" onClick={() => startTransition(retry)}>
            Try again
          </Button>
          <ButtonLink href="/" variant="quiet">
            Back to the front page
          </ButtonLink>
        </>
      }
    >
      <p>The fault is ours, not yours. Trying again often helps.</p>
      <ErrorReference error={error} />
    </Notice>
  );
}
