"use client";

import { useEffect, useReducer } from "react";
import { useForm, useWatch } from "react-hook-form";
import { callApi } from "@/lib/client/api-client";
import { loadOnDemand } from "@/lib/client/load-on-demand";
import { keepLoginEmail } from "@/lib/client/login-email";
import type { UserPrivate } from "@/lib/schemas/user";
import { formEvents } from "../forms/form-events";
import { EmailField, UsernameField } from "../forms/identity-fields";
import { lazyResolver } from "../forms/lazy-resolver";
import { showServerErrors } from "../forms/show-server-errors";
import { useLazyDialog } from "../forms/use-lazy-dialog";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Form, FormActions } from "../ui/form";
import { ConfirmPasswordField } from "./confirm-password-field";
import { loginPath } from "./login-path";
import { NewPasswordField } from "./new-password-field";

const loadDialog = loadOnDemand(() =>
  import("./account-created-dialog").then((module) => module.AccountCreatedDialog),
);
const resolver = lazyResolver(async () => (await import("./resolve-registration")).resolveRegistration);
const EMPTY = { username: "", email: "", password: "", confirm_password: "" };

/** Creates an account and then leads to the login page, which leads on to `next`. */
export function RegisterForm({ next }: { next: string | undefined }) {
  const form = useForm({ resolver, defaultValues: EMPTY, mode: "onTouched" });
  const { errors, isSubmitting } = form.formState;
  const created = useLazyDialog(loadDialog);

  useWatch({ control: form.control });
  // Read the fields again after hydration: text typed before that caused no event.
  const [, readAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => readAgain(), [readAgain]);
  const { username, email, password, confirm_password: repeated } = form.getValues();
  // Registered in the order of the page: React Hook Form focuses the first invalid field in this order.
  const usernameInput = form.register("username");
  const emailInput = form.register("email");
  const passwordInput = form.register("password");
  const confirmationInput = form.register("confirm_password");

  const submit = form.handleSubmit(({ username, email, password }) =>
    callApi<UserPrivate>({ method: "POST", path: "/users", body: { username, email, password } }).then(
      () => {
        keepLoginEmail(email);
        created.open();
      },
      (error: unknown) => showServerErrors(form, error),
    ),
  );

  return (
    <Form {...formEvents(form, submit)} onFocus={created.preload}>
      {errors.root?.message && <Alert kind="error">{errors.root.message}</Alert>}
      <UsernameField error={errors.username?.message} {...usernameInput} />
      <EmailField error={errors.email?.message} {...emailInput} />
      <NewPasswordField
        label="Password"
        typed={password}
        username={username}
        email={email}
        required
        error={errors.password?.message}
        {...passwordInput}
      />
      <ConfirmPasswordField
        label="Confirm password"
        password={password}
        repeated={repeated}
        error={errors.confirm_password?.message}
        {...confirmationInput}
      />
      <FormActions>
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Registering…">
          Register
        </Button>
      </FormActions>
      {created.Dialog && <created.Dialog next={next} email={email} />}
      {created.error !== undefined && (
        <Alert action={<ButtonLink href={loginPath(next)}>Log in</ButtonLink>}>
          Your account was created.
        </Alert>
      )}
    </Form>
  );
}
