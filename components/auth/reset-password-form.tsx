"use client";

import { useRouter } from "next/navigation";
import { useState, useSyncExternalStore } from "react";
import { useForm, useWatch } from "react-hook-form";
import { callApi } from "@/lib/client/api-client";
import { readForgottenEmail } from "@/lib/client/forgotten-email";
import { forgetLinkToken } from "@/lib/client/link-token";
import { keepLoginEmail } from "@/lib/client/login-email";
import { dropEndedLogin } from "@/lib/client/signed-in-call";
import { formEvents } from "../forms/form-events";
import { lazyResolver } from "../forms/lazy-resolver";
import { showServerErrors } from "../forms/show-server-errors";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Form, FormActions } from "../ui/form";
import { showToast } from "../ui/show-toast";
import { ConfirmPasswordField } from "./confirm-password-field";
import { NewPasswordField } from "./new-password-field";
import { Outcome } from "./outcome";
import { isTokenInvalid, useLinkToken } from "./use-link-token";

const resolver = lazyResolver(async () => (await import("./resolve-reset")).resolveReset);
const EMPTY = { new_password: "", confirm_password: "" };

const subscribeToNothing = () => () => undefined;

/** Sets a new password with the token of a link in a mail, and then leads to the login page. */
export function ResetPasswordForm() {
  const token = useLinkToken();
  const email = useSyncExternalStore(subscribeToNothing, readForgottenEmail, () => undefined);
  const router = useRouter();
  const form = useForm({ resolver, defaultValues: EMPTY, mode: "onTouched" });
  const { errors, isSubmitting } = form.formState;
  const [isDone, setIsDone] = useState(false);
  useWatch({ control: form.control });
  // Not what `useWatch` returns: text typed before the page was hydrated caused no event.
  const { new_password: typed, confirm_password: repeated } = form.getValues();

  const submit = form.handleSubmit(async ({ new_password }) => {
    try {
      await callApi({ method: "POST", path: "/users/reset-password", body: { token, new_password } });
    } catch (error) {
      if (isTokenInvalid(error)) forgetLinkToken();
      else showServerErrors(form, error);
      return;
    }
    setIsDone(true);
    forgetLinkToken();
    if (email !== undefined) keepLoginEmail(email);
    await dropEndedLogin();
    showToast({ kind: "success", message: "Password changed. Log in with it." });
    router.replace("/login");
  });

  // After a success the form stays until the login page has been loaded.
  if (token === null && !isDone) {
    return (
      <Outcome
        title="This link does not work"
        actions={<ButtonLink href="/forgot-password">Ask for a new link</ButtonLink>}
      >
        It is older than 30 minutes, was used already, or a newer one was sent. Your password is unchanged.
      </Outcome>
    );
  }
  return (
    <Form {...formEvents(form, submit)}>
      {errors.root?.message && <Alert kind="error">{errors.root.message}</Alert>}
      {/* Tells password managers which account the password belongs to. */}
      {email !== undefined && (
        <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
      )}
      <NewPasswordField
        label="New password"
        typed={typed}
        username=""
        email={email ?? ""}
        required
        error={errors.new_password?.message}
        {...form.register("new_password")}
      />
      <ConfirmPasswordField
        label="Confirm new password"
        password={typed}
        repeated={repeated}
        error={errors.confirm_password?.message}
        {...form.register("confirm_password")}
      />
      <FormActions>
        {/* A form sent before its script runs would lose the token. */}
        <Button
          type="submit"
          variant="primary"
          disabled={token === undefined}
          pending={isSubmitting || isDone}
          pendingLabel="Saving…"
        >
          Set password
        </Button>
      </FormActions>
    </Form>
  );
}
