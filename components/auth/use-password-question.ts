"use client";

import { useCallback, useRef, useState } from "react";
import { NetworkError } from "@/lib/client/api-client";
import type { PasswordDialog } from "./password-dialog";

interface Question {
  Dialog: typeof PasswordDialog;
  answer: (isGiven: boolean) => void;
}

/**
 * The question for the password: asked once, however many calls wait for it, and answered by whether it was given. Its
 * dialog is fetched when it is needed; where that fails, nothing was given.
 */
export function usePasswordQuestion() {
  const answered = useRef<Promise<boolean>>(undefined);
  const [open, setOpen] = useState<Question>();

  const ask = useCallback(() => {
    answered.current ??= import("./password-dialog")
      .then(
        ({ PasswordDialog }) => new Promise<boolean>((answer) => setOpen({ Dialog: PasswordDialog, answer })),
        (cause: unknown) => {
          throw new NetworkError(cause);
        },
      )
      .finally(() => {
        answered.current = undefined;
        setOpen(undefined);
      });
    return answered.current;
  }, []);

  return { open, ask };
}
