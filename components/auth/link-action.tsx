"use client";

import { useState, type ReactNode } from "react";
import { ApiError, callApi } from "@/lib/client/api-client";
import { errorMessage } from "@/lib/client/error-message";
import { forgetLinkToken } from "@/lib/client/link-token";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { useAuth } from "./use-auth";
import { isTokenInvalid, useLinkToken } from "./use-link-token";

interface LinkActionProps {
  /** The endpoint that takes the token, below `/api`. */
  path: string;
  label: string;
  pendingLabel: string;
  /** Called with the response to the token, before `done` is shown. */
  onDone: () => Promise<void>;
  done: ReactNode;
  invalid: ReactNode;
  /** What to show in place of the button after errors that another try would not change, by their code. */
  refusals?: Readonly<Record<string, ReactNode>>;
  children: ReactNode;
}

/**
 * Uses the token of a link in a mail when the user presses a button. Opening the link does nothing: scanners of mail open
 * links, too.
 */
export function LinkAction(props: LinkActionProps) {
  const { path, label, pendingLabel, onDone, done, invalid, refusals = {}, children } = props;
  const token = useLinkToken();
  const { state } = useAuth();
  const [isPending, setIsPending] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [error, setError] = useState<unknown>();

  async function send() {
    setIsPending(true);
    setError(undefined);
    try {
      await callApi({ method: "POST", path, body: { token } });
      await onDone();
      setIsDone(true);
      forgetLinkToken();
    } catch (thrown) {
      if (isTokenInvalid(thrown)) forgetLinkToken();
      else setError(thrown);
    }
    setIsPending(false);
  }

  if (isDone) return done;
  if (token === null) return invalid;
  const refusal = error instanceof ApiError ? refusals[error.code] : undefined;
  if (refusal !== undefined) return refusal;
  return (
    <div className="grid grid-cols-1 gap-7">
      {error !== undefined && <Alert kind="error">{errorMessage(error)}</Alert>}
      <p>{children}</p>
      <div>
        <Button
          variant="primary"
          // What follows depends on who is signed in.
          disabled={token === undefined || state.status === "unknown"}
          pending={isPending}
          pendingLabel={pendingLabel}
          onClick={() => void send()}
        >
          {label}
        </Button>
      </div>
    </div>
  );
}
