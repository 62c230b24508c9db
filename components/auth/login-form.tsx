"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { keepLoginEmail, readLoginEmail } from "@/lib/client/login-email";
import { safeRedirect } from "@/lib/client/safe-redirect";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Form, FormActions } from "../ui/form";
import { PasswordField } from "../ui/password-field";
import { useAuth } from "./use-auth";
import { useLoginForm } from "./use-login-form";

interface LoginFormProps {
  /** The page to return to, from the URL and therefore not trusted. */
  next: string | undefined;
}

/** Logs in with email and password and returns to the page that the user came from. */
export function LoginForm({ next }: LoginFormProps) {
  const { state, logIn } = useAuth();
  const router = useRouter();
  const { isPending, error, onSubmit } = useLoginForm(logIn);
  const email = useRef<HTMLInputElement>(null);

  // Also covers a login in another tab and users who are logged in already.
  const isSignedIn = state.status === "signed-in";
  useEffect(() => {
    if (isSignedIn) router.replace(safeRedirect(next, location.origin));
  }, [isSignedIn, next, router]);

  return (
    <Form onSubmit={onSubmit}>
      {error !== undefined && <Alert kind="error">{error}</Alert>}
      <Field
        label="Email"
        type="email"
        name="username"
        autoComplete="username"
        required
        defaultValue={readLoginEmail()}
        ref={email}
      />
      <PasswordField label="Password" name="password" autoComplete="current-password" required />
      <FormActions>
        <Button type="submit" variant="primary" pending={isPending} pendingLabel="Logging in…">
          Log in
        </Button>
        <Link
          href="/forgot-password"
          prefetch={false}
          onClick={() => keepLoginEmail(email.current?.value ?? "")}
          className="ml-auto inline-flex h-11 items-center text-sm link"
        >
          Forgot your password?
        </Link>
      </FormActions>
    </Form>
  );
}
