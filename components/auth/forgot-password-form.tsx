"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { callApi } from "@/lib/client/api-client";
import { keepForgottenEmail } from "@/lib/client/forgotten-email";
import { keepLoginEmail, readLoginEmail } from "@/lib/client/login-email";
import { formEvents } from "../forms/form-events";
import { lazyResolver } from "../forms/lazy-resolver";
import { showServerErrors } from "../forms/show-server-errors";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Field } from "../ui/field";
import { Form, FormActions } from "../ui/form";
import { Outcome } from "./outcome";

const resolver = lazyResolver(async () => (await import("./resolve-forgotten")).resolveForgotten);

/** Asks for a link to set a new password. What it shows afterwards does not depend on whether there is such an account. */
export function ForgotPasswordForm() {
  const form = useForm({ resolver, defaultValues: { email: readLoginEmail() ?? "" } });
  const { errors, isSubmitting } = form.formState;
  const [sentTo, setSentTo] = useState<string>();

  const submit = form.handleSubmit(async (body) => {
    try {
      await callApi({ method: "POST", path: "/users/forgot-password", body });
      keepForgottenEmail(body.email);
      keepLoginEmail(body.email);
      setSentTo(body.email);
    } catch (error) {
      showServerErrors(form, error);
    }
  });

  if (sentTo !== undefined) {
    return (
      <Outcome
        title="Check your inbox"
        actions={
          <>
            <ButtonLink href="/login" variant="quiet">
              Back to the login
            </ButtonLink>
            <Button variant="quiet" onClick={() => setSentTo(undefined)}>
              Try again
            </Button>
          </>
        }
      >
        If an account with the address <bdi className="text-ink">{sentTo}</bdi> exists, a mail is on its way.
        Its link works for 30 minutes. If nothing arrives, check the spam folder and the spelling.
      </Outcome>
    );
  }
  return (
    <Form {...formEvents(form, submit)}>
      <p>We send you a link. With it, you set a new password.</p>
      {errors.root?.message && <Alert kind="error">{errors.root.message}</Alert>}
      <Field
        label="Email"
        type="email"
        autoComplete="username"
        required
        error={errors.email?.message}
        {...form.register("email")}
      />
      <FormActions>
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Sending…">
          Send the link
        </Button>
      </FormActions>
    </Form>
  );
}
