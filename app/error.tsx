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
      margin="Error"
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
      <p>This page could not be loaded because of an error on our side. Please try again in a moment.</p>
      <ErrorReference error={error} />
    </Notice>
  );
}
