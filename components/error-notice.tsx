"use client";

import { useTransition } from "react";
import { Button } from "./ui/button";
import { buttonClass } from "./ui/button-class";
import { Notice } from "./ui/notice";

interface ErrorNoticeProps {
  error: unknown;
  /** Fetches and renders again the part of the page that failed. */
  retry: () => void;
}

/** Says that a page could not be shown, and offers another try. */
export function ErrorNotice({ error, retry }: ErrorNoticeProps) {
  const [isPending, startTransition] = useTransition();
  const digest = readDigest(error);
  if (isScriptMissing(error)) return <ScriptMissing />;
  return (
    <Notice
      margin="Error"
      title="Something went wrong"
      actions={
        <>
          <Button pending={isPending} pendingLabel="Trying again…" onClick={() => startTransition(retry)}>
            Try again
          </Button>
          {/* eslint-disable-next-line @next/next/no-html-link-for-pages -- after an error, the browser loads everything anew */}
          <a href="/" className={buttonClass("quiet")}>
            Back to the front page
          </a>
        </>
      }
    >
      <p>This page could not be loaded because of an error on our side. Please try again in a moment.</p>
      {digest !== undefined && <p className="mt-3 font-sans text-xs">Error reference: {digest}</p>}
    </Notice>
  );
}

/** Says that a script of the page did not arrive. Only a new load of the page requests it again. */
function ScriptMissing() {
  return (
    <Notice
      margin="Error"
      title="This page could not be loaded"
      actions={<Button onClick={() => location.reload()}>Try again</Button>}
    >
      <p>Check your connection and try again.</p>
    </Notice>
  );
}

/** Returns whether code was not loaded: there is no connection, or an update of the site has replaced it. */
function isScriptMissing(error: unknown): boolean {
  return error instanceof Error && error.name === "ChunkLoadError";
}

/** Returns the reference under which Next.js logged an error on the server. */
function readDigest(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string"
    ? error.digest
    : undefined;
}
