"use client";

import { useState, type SubmitEvent } from "react";
import { errorMessage } from "@/lib/client/error-message";
import { beginSession } from "@/lib/client/session";
import { loginFields } from "../forms/login-fields";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Form } from "../ui/form";
import { PasswordField } from "../ui/password-field";

interface PasswordDialogProps {
  /** Whose password it is. */
  email: string;
  /** The log-in that goes on by it. */
  logIn: string;
  /** Told whether the password was given. */
  onClose: (isGiven: boolean) => void;
}

/** Asks for the password once more, before what matters (RFC 9470), and logs in with it. */
export function PasswordDialog({ email, logIn, onClose }: PasswordDialogProps) {
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<string>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { password } = loginFields(event.currentTarget);
    setIsPending(true);
    try {
      await beginSession(email, password.value, logIn);
      onClose(true);
    } catch (error) {
      setFault(errorMessage(error));
      setIsPending(false);
      password.select();
    }
  }

  return (
    <Dialog
      open
      onOpenChange={() => onClose(false)}
      title="Confirm it is you"
      description="For your security, enter your password to continue."
      dismissOutside={false}
    >
      <Form onSubmit={(event) => void submit(event)}>
        {fault !== undefined && <Alert kind="error">{fault}</Alert>}
        {/* For password managers, which look for whose password it is. */}
        <input type="text" name="username" value={email} autoComplete="username" readOnly hidden />
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
