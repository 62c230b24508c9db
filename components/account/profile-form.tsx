"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm } from "react-hook-form";
import { forgetOlderPosts } from "@/lib/client/older-posts";
import { userUpdateSchema, type UserPrivate, type UserUpdate } from "@/lib/schemas/user";
import { useAuth } from "../auth/use-auth";
import { formEvents } from "../forms/form-events";
import { EmailField, UsernameField } from "../forms/identity-fields";
import { showServerErrors } from "../forms/show-server-errors";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Form, FormActions } from "../ui/form";
import { showToast } from "../ui/show-toast";
import { EmailNotes } from "./email-notes";

interface ProfileFormProps {
  user: UserPrivate;
  onSaved: () => void;
}

const resolveUpdate = zodResolver(userUpdateSchema);

/** Leaves out unchanged fields: an account may keep a name or an email that current rules reject. */
function changesOf(user: UserPrivate, { username, email }: UserUpdate): UserUpdate {
  return {
    ...(username !== user.username && { username }),
    ...(email !== user.email && { email }),
  };
}

/** Changes the name and the email of the account. */
export function ProfileForm({ user, onSaved }: ProfileFormProps) {
  const { call, setUser } = useAuth();
  const router = useRouter();
  const { username, email } = user;
  const form = useForm<UserUpdate>({
    resolver: (values, context, options) => resolveUpdate(changesOf(user, values), context, options),
    values: { username, email },
    mode: "onTouched",
  });
  const { errors, isSubmitting } = form.formState;

  const submit = form.handleSubmit(async (body) => {
    try {
      const saved = await call<UserPrivate>({ method: "PATCH", path: `/users/${user.id}`, body });
      setUser(saved);
      // An email that waits for its confirmation is shown below; the field has the current one.
      form.reset({ username: saved.username, email: saved.email });
      onSaved();
      forgetOlderPosts();
      router.refresh();
      showToast({ kind: "success", message: "Saved" });
    } catch (error) {
      showServerErrors(form, error);
    }
  });

  return (
    <Form {...formEvents(form, submit)}>
      {errors.root?.message && <Alert kind="error">{errors.root.message}</Alert>}
      <UsernameField error={errors.username?.message} {...form.register("username")} />
      <div>
        <EmailField error={errors.email?.message} {...form.register("email")} />
        <EmailNotes user={user} />
      </div>
      <FormActions>
        <Button type="submit" variant="primary" pending={isSubmitting} pendingLabel="Saving…">
          Save changes
        </Button>
      </FormActions>
    </Form>
  );
}
