"use client";

import { beginSession } from "@/lib/client/session";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Form } from "../ui/form";
import { PasswordField } from "../ui/password-field";
import { useLoginForm } from "./use-login-form";

interface PasswordDialogProps {
  email: string;
  /** The login that continues with the new session. */
  loginId: string;
  /** Called with whether the user entered the password. */
  onClose: (isEntered: boolean) => void;
}

/** Asks for the password again before a sensitive action (RFC 9470) and logs in with it. */
export function PasswordDialog({ email, loginId, onClose }: PasswordDialogProps) {
  const { isPending, error, onSubmit } = useLoginForm(async (username, password) => {
    await beginSession(username, password, loginId);
    onClose(true);
  });

  return (
    <Dialog
      open
      onOpenChange={() => onClose(false)}
      title="Confirm it is you"
      description="For your security, enter your password to continue."
      dismissOutside={false}
    >
      <Form onSubmit={onSubmit}>
        {error !== undefined && <Alert kind="error">{error}</Alert>}
        {/* Tells password managers which account the password belongs to. */}
        <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
        <PasswordField label="Password" name="password" autoComplete="current-password" required />
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="quiet" onClick={() => onClose(false)}>
            Cancel
          </Button>
          <Button type="submit" pending={isPending} pendingLabel="Checking…">
            Continue
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
