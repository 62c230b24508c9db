"use client";

import { useState, type SubmitEvent } from "react";
import { callApi } from "@/lib/client/api-client";
import type { Token } from "@/lib/schemas/token";
import { loginFields } from "../forms/login-fields";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { PasswordField } from "../ui/password-field";

interface AuthorizeDialogProps {
  /** The email of the account whose access token the requests carry, if any. */
  email: string | undefined;
  onAuthorize: (email: string, token: Token) => void;
  onLogOut: () => void;
  onClose: () => void;
}

/**
 * Logs in for the requests of the API page. It replaces Swagger UI's dialog, which asks for client credentials that
 * Inkwell does not use, and keeps the password in its state. The field ids are those of Swagger UI.
 */
export function AuthorizeDialog({ email, onAuthorize, onLogOut, onClose }: AuthorizeDialogProps) {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<string>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { username, password } = loginFields(event.currentTarget);
    setIsPending(true);
    try {
      const body = new URLSearchParams({
        grant_type: "password",
        username: username.value,
        password: password.value,
      });
      const token = await callApi<Token>({ method: "POST", path: "/users/token", body });
      setError(undefined);
      onAuthorize(username.value.trim(), token);
    } catch (cause) {
      setError((cause as Error).message);
      password.select();
    } finally {
      setIsPending(false);
    }
  }

  if (email !== undefined) {
    return (
      <Dialog
        open
        onOpenChange={onClose}
        title="Authorized"
        description={`Requests from this page use the account ${email} until you log out here or leave the page.`}
        actions={
          <>
            <Button variant="quiet" onClick={onLogOut}>
              Log out
            </Button>
            <Button onClick={onClose}>Done</Button>
          </>
        }
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Authorize"
      description="Log in to send requests from this page. The page keeps the access token until you leave and never stores the password."
    >
      <Form onSubmit={(event) => void submit(event)}>
        {error !== undefined && <Alert kind="error">{error}</Alert>}
        <Field
          id="oauth_username"
          label="Email"
          hint="Sent as username"
          type="email"
          name="username"
          autoComplete="username"
          required
        />
        <PasswordField
          id="oauth_password"
          label="Password"
          name="password"
          autoComplete="current-password"
          required
        />
        <div className="flex flex-wrap justify-end gap-3 pt-2">
          <Button type="submit" pending={isPending} pendingLabel="Authorizing…">
            Authorize
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
