"use client";

import { useState } from "react";
import { errorMessage } from "@/lib/client/error-message";
import { useAuth } from "./use-auth";

/** Sends the link to confirm the email of the signed-in user again. */
export function useResend() {
  const { call } = useAuth();
  const [isPending, setIsPending] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const [error, setError] = useState<string>();

  async function send() {
    setIsPending(true);
    setError(undefined);
    try {
      await call({ method: "POST", path: "/users/me/verification" });
      setIsSent(true);
    } catch (thrown) {
      setError(errorMessage(thrown));
    }
    setIsPending(false);
  }

  return { isPending, isSent, error, send: () => void send() };
}
