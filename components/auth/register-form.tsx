"use client";

import dynamic from "next/dynamic";
import { useEffect, useReducer, useState } from "react";
import { useForm, useWatch } from "react-hook-form";
import { callApi } from "@/lib/client/api-client";
import type { UserPrivate } from "@/lib/schemas/user";
import { EmailField, UsernameField } from "../forms/identity-fields";
import { lazyResolver } from "../forms/lazy-resolver";
import { showInvalidInline } from "../forms/show-invalid-inline";
import { showServerErrors } from "../forms/show-server-errors";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Form, FormActions } from "../ui/form";
import { ConfirmPasswordField } from "./confirm-password-field";
import { NewPasswordField } from "./new-password-field";

const AccountCreatedDialog = dynamic(() =>
  import("./account-created-dialog").then((module) => module.AccountCreatedDialog),
);

const resolver = lazyResolver(async () => (await import("./resolve-registration")).resolveRegistration);
const EMPTY = { username: "", email: "", password: "", confirm_password: "" };

/** Creates an account and then leads to the login page, which leads on to `next`. */
export function RegisterForm({ next }: { next: string | undefined }) {
  const form = useForm({ resolver, defaultValues: EMPTY, mode: "onTouched" });
  const { errors, isSubmitting } = form.formState;
  const [isCreated, setIsCreated] = useState(false);

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
      () => setIsCreated(true),
      (error: unknown) => showServerErrors(form, error),
    ),
  );

  return (
    <Form onSubmit={(event) => void submit(event)} onInvalidCapture={showInvalidInline(form)}>
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
      {isCreated && <AccountCreatedDialog next={next} />}
    </Form>
  );
}
