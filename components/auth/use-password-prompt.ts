"use client";

import { useCallback, useRef, useState } from "react";
import { NetworkError } from "@/lib/client/api-client";
import type { PasswordDialog } from "./password-dialog";

interface OpenDialog {
  Dialog: typeof PasswordDialog;
  close: (isEntered: boolean) => void;
}

/**
 * Opens the password dialog on demand. Calls that need the password at the same time share one dialog; `ask` resolves to
 * whether the user entered it.
 *
 * @throws {NetworkError} from `ask`, if the code of the dialog cannot be loaded
 */
export function usePasswordPrompt() {
  const pending = useRef<Promise<boolean>>(undefined);
  const [openDialog, setOpenDialog] = useState<OpenDialog>();

  const ask = useCallback(() => {
    pending.current ??= import("./password-dialog")
      .then(
        ({ PasswordDialog }) =>
          new Promise<boolean>((close) => setOpenDialog({ Dialog: PasswordDialog, close })),
        (cause: unknown) => {
          throw new NetworkError(cause);
        },
      )
      .finally(() => {
        pending.current = undefined;
        setOpenDialog(undefined);
      });
    return pending.current;
  }, []);

  return { openDialog, ask };
}
