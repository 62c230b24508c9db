"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState, type SubmitEvent } from "react";
import { errorMessage } from "@/lib/client/error-message";
import { safeRedirect } from "@/lib/client/safe-redirect";
import { loginFields } from "../forms/login-fields";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form, FormActions } from "../ui/form";
import { PasswordField } from "../ui/password-field";
import { useAuth } from "./use-auth";

interface LoginFormProps {
  /** The page that sent the person here, as the address says it: not to be trusted. */
  next: string | undefined;
}

/** Logs in with e-mail and password, and leads back to where the person came from. */
export function LoginForm({ next }: LoginFormProps) {
  const { state, logIn } = useAuth();
  const router = useRouter();
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<string>();

  // After log-in, here or in another tab, and for those who are signed in already.
  const isSignedIn = state.status === "signed-in";
  useEffect(() => {
    if (isSignedIn) router.replace(safeRedirect(next, location.origin));
  }, [isSignedIn, next, router]);

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { username, password } = loginFields(event.currentTarget);
    setIsPending(true);
    try {
      await logIn(username.value, password.value);
    } catch (error) {
      setFault(errorMessage(error));
      setIsPending(false);
      password.select();
    }
  }

  return (
    <Form onSubmit={(event) => void submit(event)}>
      {fault !== undefined && <Alert kind="error">{fault}</Alert>}
      <Field label="Email" type="email" name="username" autoComplete="username" required />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      <FormActions>
        <Button type="submit" variant="primary" pending={isPending} pendingLabel="Logging in…">
          Log in
        </Button>
      </FormActions>
    </Form>
  );
}
