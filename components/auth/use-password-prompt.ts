"use client";

import { useCallback, useRef, useState } from "react";
import { loadOnDemand } from "@/lib/client/load-on-demand";
import type { PasswordDialog } from "./password-dialog";

const loadDialog = loadOnDemand(() => import("./password-dialog").then((module) => module.PasswordDialog));

interface OpenDialog {
  Dialog: typeof PasswordDialog;
  close: (isEntered: boolean) => void;
}

/**
 * Opens the password dialog on demand. Calls that need the password at the same time share one dialog; `ask` resolves to
 * whether the user entered it.
 *
 * @throws {LoadError} from `ask`, if the code of the dialog cannot be loaded
 */
export function usePasswordPrompt() {
  const pending = useRef<Promise<boolean>>(undefined);
  const [openDialog, setOpenDialog] = useState<OpenDialog>();

  const ask = useCallback(() => {
    pending.current ??= loadDialog()
      .then((Dialog) => new Promise<boolean>((close) => setOpenDialog({ Dialog, close })))
      .finally(() => {
        pending.current = undefined;
        setOpenDialog(undefined);
      });
    return pending.current;
  }, []);

  return { openDialog, ask };
}
