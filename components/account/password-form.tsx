"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm, useWatch } from "react-hook-form";
import { z } from "zod";
import { passwordChangeSchema, type UserPrivate } from "@/lib/schemas/user";
import { ConfirmPasswordField } from "../auth/confirm-password-field";
import { NewPasswordField } from "../auth/new-password-field";
import { useAuth } from "../auth/use-auth";
import { formEvents } from "../forms/form-events";
import { showServerErrors } from "../forms/show-server-errors";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Form, FormActions } from "../ui/form";
import { PasswordField } from "../ui/password-field";
import { showToast } from "../ui/show-toast";
import { AccountSection } from "./account-section";

const formSchema = passwordChangeSchema.extend({
  confirm_password: z.string().min(1, "Enter the new password again"),
});
const EMPTY = { current_password: "", new_password: "", confirm_password: "" };

interface PasswordFormProps {
  user: UserPrivate;
  onSaved: () => void;
}

/** Changes the password, which logs out all other devices. */
export function PasswordForm({ user, onSaved }: PasswordFormProps) {
  const { call } = useAuth();
  const form = useForm({ resolver: zodResolver(formSchema), defaultValues: EMPTY, mode: "onTouched" });
  const { errors, isSubmitting } = form.formState;
  const { new_password: typed, confirm_password: repeated } = useWatch({ control: form.control });

  const submit = form.handleSubmit(async ({ current_password, new_password }) => {
    try {
      await call<undefined>({
        method: "PUT",
        path: "/users/me/password",
        body: { current_password, new_password },
      });
      form.reset();
      onSaved();
      showToast({ kind: "success", message: "Password changed. All your other devices are logged out." });
    } catch (error) {
      showServerErrors(form, error);
    }
  });

  return (
    <AccountSection
      id="password"
      title="Password"
      lede="Changing your password logs out all your other devices."
    >
      <Form {...formEvents(form, submit)}>
        {errors.root?.message && <Alert kind="error">{errors.root.message}</Alert>}
        {/* Tells password managers which account the password belongs to. */}
        <input type="email" name="username" value={user.email} autoComplete="username" readOnly hidden />
        <PasswordField
          label="Current password"
          autoComplete="current-password"
          required
          error={errors.current_password?.message}
          {...form.register("current_password")}
        />
        <NewPasswordField
          label="New password"
          typed={typed ?? ""}
          username={user.username}
          email={user.email}
          required
          error={errors.new_password?.message}
          {...form.register("new_password")}
        />
        <ConfirmPasswordField
          label="Confirm new password"
          password={typed ?? ""}
          repeated={repeated ?? ""}
          error={errors.confirm_password?.message}
          {...form.register("confirm_password")}
        />
        <FormActions>
          <Button type="submit" pending={isSubmitting} pendingLabel="Changing…">
            Change password
          </Button>
        </FormActions>
      </Form>
    </AccountSection>
  );
}
