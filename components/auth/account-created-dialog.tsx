"use client";

import { useRouter } from "next/navigation";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { loginPath } from "./login-path";

/** Says that the account was created; however it is closed, it leads to log-in. */
export function AccountCreatedDialog({ next }: { next: string | undefined }) {
  const router = useRouter();
  const goOn = () => router.push(loginPath(next));
  return (
    <Dialog
      open
      onOpenChange={goOn}
      title="Account created"
      description="Welcome to Inkwell. Log in with your email and password to start writing."
      actions={
        <Button variant="primary" onClick={goOn}>
          Log in
        </Button>
      }
    />
  );
}
