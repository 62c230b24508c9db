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
  /** Whose access token the requests carry. */
  email: string | undefined;
  onAuthorize: (email: string, token: Token) => void;
  onLogOut: () => void;
  onClose: () => void;
}

/**
 * Logs in for the requests of the API's page, by the password grant. In place of Swagger UI's own dialog, which asks for
 * client credentials that Inkwell has no use for, and keeps the password. The ids of the fields are its.
 */
export function AuthorizeDialog({ email, onAuthorize, onLogOut, onClose }: AuthorizeDialogProps) {
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<string>();

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
      setFault(undefined);
      onAuthorize(username.value.trim(), token);
    } catch (error) {
      setFault((error as Error).message);
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
        description={`Requests from this page are made as ${email}, until you log out here or leave the page.`}
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
      description="Log in for requests from this page. It keeps the access token until you leave, and the password not at all."
    >
      <Form onSubmit={(event) => void submit(event)}>
        {fault !== undefined && <Alert kind="error">{fault}</Alert>}
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
