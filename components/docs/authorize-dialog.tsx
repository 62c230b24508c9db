"use client";

import { callApi } from "@/lib/client/api-client";
import type { Token } from "@/lib/schemas/token";
import { useLoginForm } from "../auth/use-login-form";
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
 * Logs in for requests from the API page, by the password grant. Replaces the dialog of Swagger UI, which asks for client
 * credentials that Inkwell does not use, and stores the password.
 */
export function AuthorizeDialog({ email, onAuthorize, onLogOut, onClose }: AuthorizeDialogProps) {
  if (email === undefined) return <AuthorizeForm onAuthorize={onAuthorize} onClose={onClose} />;
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

function AuthorizeForm({ onAuthorize, onClose }: Pick<AuthorizeDialogProps, "onAuthorize" | "onClose">) {
  const { isPending, error, onSubmit } = useLoginForm(async (username, password) => {
    const body = new URLSearchParams({ grant_type: "password", username, password });
    const token = await callApi<Token>({ method: "POST", path: "/users/token", body });
    onAuthorize(username.trim(), token);
  });

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Authorize"
      description="Log in to send requests from this page. The page keeps the access token until you leave and never stores the password."
    >
      <Form onSubmit={onSubmit}>
        {error !== undefined && <Alert kind="error">{error}</Alert>}
        {/* The fields have the ids that Swagger UI gives them. */}
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
