"use client";

import { useState } from "react";
import { errorMessage } from "@/lib/client/error-message";
import type { UserPrivate } from "@/lib/schemas/user";
import { ResendAlert } from "../auth/resend-alert";
import { useAuth } from "../auth/use-auth";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";

/** Says below the email of the account that it, or the one that shall replace it, is not confirmed. */
export function EmailNotes({ user }: { user: UserPrivate }) {
  const { isMailConfigured } = useAuth();
  const { email, email_verified, pending_email } = user;
  if (pending_email === null && (email_verified || !isMailConfigured)) return null;
  return (
    <div className="mt-5 grid gap-4">
      {pending_email !== null ? (
        <PendingEmail user={user} pending={pending_email} />
      ) : (
        <ResendAlert title="Confirm your email">
          We sent a link to <bdi className="wrap-anywhere">{email}</bdi>.
        </ResendAlert>
      )}
    </div>
  );
}

function PendingEmail({ user, pending }: { user: UserPrivate; pending: string }) {
  const { call, setUser } = useAuth();
  const [isCanceling, setIsCanceling] = useState(false);
  const [error, setError] = useState<string>();

  /** Asks for the email that the account has, which takes back the other one. */
  async function cancel() {
    setIsCanceling(true);
    setError(undefined);
    try {
      const body = { email: user.email };
      setUser(await call<UserPrivate>({ method: "PATCH", path: `/users/${user.id}`, body }));
    } catch (thrown) {
      setError(errorMessage(thrown));
      setIsCanceling(false);
    }
  }

  return (
    <>
      {error !== undefined && <Alert kind="error">{error}</Alert>}
      <Alert
        title="Waiting for confirmation"
        action={
          <Button
            variant="quiet"
            size="sm"
            pending={isCanceling}
            pendingLabel="Canceling…"
            onClick={() => void cancel()}
          >
            Cancel the change
          </Button>
        }
      >
        We sent a link to <bdi className="wrap-anywhere">{pending}</bdi>. Until you use it, you log in with{" "}
        <bdi className="wrap-anywhere">{user.email}</bdi>.
      </Alert>
    </>
  );
}
