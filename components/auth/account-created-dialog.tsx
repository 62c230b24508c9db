"use client";

import { useRouter } from "next/navigation";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { loginPath } from "./login-path";

/** Confirms the registration. Closing it in any way opens the login page. */
export function AccountCreatedDialog({ next }: { next: string | undefined }) {
  const router = useRouter();
  const goOn = () => router.push(loginPath(next));
  return (
    <Dialog
      open
      onOpenChange={goOn}
      title="Account created"
      description="Welcome. Log in with your email and password to start writing."
      actions={
        <Button variant="primary" onClick={goOn}>
          Log in
        </Button>
      }
    />
  );
}
