"use client";

import type { ReactNode } from "react";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { useResend } from "./use-resend";

interface ResendAlertProps {
  kind?: "error" | "info";
  title?: string;
  children: ReactNode;
}

/** Renders a message about an email that is not confirmed, with a button that sends the link again. */
export function ResendAlert({ children, ...alert }: ResendAlertProps) {
  const { isPending, isSent, error, send } = useResend();
  return (
    <Alert
      {...alert}
      action={
        !isSent && (
          <Button variant="quiet" size="sm" pending={isPending} pendingLabel="Sending…" onClick={send}>
            Send again
          </Button>
        )
      }
    >
      {children}
      <span role="status" className="block empty:hidden">
        {error ?? (isSent ? "Sent. If nothing arrives, check the spam folder." : "")}
      </span>
    </Alert>
  );
}
