"use client";

import { useState, type SubmitEvent } from "react";
import { errorMessage } from "@/lib/client/error-message";

/** The controls that a form of this hook has; the email is named `username`, as password managers and OAuth expect. */
type LoginControls = Record<"username" | "password", HTMLInputElement>;

/**
 * Returns the submit handler and the state of a form that asks for an email and a password. After a failure the error is
 * shown and the password selected, to be typed again. After a success the form stays pending until it is removed.
 */
export function useLoginForm(logIn: (email: string, password: string) => Promise<void>) {
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<string>();

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const { username, password } = event.currentTarget.elements as HTMLFormControlsCollection & LoginControls;
    setIsPending(true);
    try {
      await logIn(username.value, password.value);
    } catch (thrown) {
      setError(errorMessage(thrown));
      setIsPending(false);
      password.select();
    }
  }

  return { isPending, error, onSubmit: (event: SubmitEvent<HTMLFormElement>) => void submit(event) };
}
