"use client";

import { useState, type ReactNode } from "react";
import { errorMessage } from "@/lib/client/error-message";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

interface ConfirmDialogProps {
  title: string;
  description: ReactNode;
  confirm: { label: string; pendingLabel: string; action: () => Promise<void> };
  cancelLabel: string;
  onClose: () => void;
}

/** Asks before an action that cannot be undone, and shows the error if it fails. */
export function ConfirmDialog({ title, description, confirm, cancelLabel, onClose }: ConfirmDialogProps) {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<string>();

  async function goAhead() {
    setIsPending(true);
    setError(undefined);
    try {
      await confirm.action();
    } catch (thrown) {
      setError(errorMessage(thrown));
      setIsPending(false);
    }
  }

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button variant="quiet" onClick={onClose}>
            {cancelLabel}
          </Button>
          <Button
            variant="danger"
            onClick={() => void goAhead()}
            pending={isPending}
            pendingLabel={confirm.pendingLabel}
          >
            {confirm.label}
          </Button>
        </>
      }
    >
      {error !== undefined && <Alert kind="error">{error}</Alert>}
    </Dialog>
  );
}
