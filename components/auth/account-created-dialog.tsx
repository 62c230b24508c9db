"use client";

import { useRouter } from "next/navigation";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { loginPath } from "./login-path";
import { useAuth } from "./use-auth";

interface AccountCreatedDialogProps {
  next: string | undefined;
  email: string;
}

/** Confirms the registration. Closing it in any way opens the login page. */
export function AccountCreatedDialog({ next, email }: AccountCreatedDialogProps) {
  const { isMailConfigured } = useAuth();
  const router = useRouter();
  const goOn = () => router.push(loginPath(next));
  return (
    <Dialog
      open
      onOpenChange={goOn}
      title="Account created"
      description={
        isMailConfigured ? (
          <>
            Welcome. We sent a link to <bdi className="wrap-anywhere">{email}</bdi>: use it to confirm your
            email. Log in to start writing.
          </>
        ) : (
          "Welcome. Log in with your email and password to start writing."
        )
      }
      actions={
        <Button variant="primary" onClick={goOn}>
          Log in
        </Button>
      }
    />
  );
}
