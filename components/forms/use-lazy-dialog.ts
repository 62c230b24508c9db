"use client";

import { useState } from "react";
import { errorMessage } from "@/lib/client/error-message";

interface LazyDialogState<Dialog> {
  /** The component to render, while the dialog is open. */
  Dialog?: Dialog;
  isLoading?: boolean | undefined;
  /** Why the dialog could not be opened. Show it beside the button. */
  error?: string | undefined;
}

/**
 * Opens a dialog whose code is loaded on demand: when its button is about to be used, and again at each click until it has
 * arrived.
 *
 * @param load made by `loadOnDemand`
 */
export function useLazyDialog<Dialog>(load: () => Promise<Dialog>) {
  const [state, setState] = useState<LazyDialogState<Dialog>>({});

  const open = () => {
    setState({ isLoading: true });
    load().then(
      (Dialog) => setState({ Dialog }),
      (thrown: unknown) => setState({ error: errorMessage(thrown) }),
    );
  };
  const preload = () => void load().catch(() => undefined);

  return {
    ...state,
    open,
    preload,
    close: () => setState({}),
    /** Properties of the button that opens the dialog. */
    trigger: { onClick: open, onPointerEnter: preload, onFocus: preload },
  };
}
