"use client";

import { useEffect } from "react";
import { toast, Toaster as Sonner } from "sonner";
import { subscribeToToasts, takeToasts } from "./toast-queue";

const classNames = {
  toast:
    "flex w-full items-center gap-3 border border-l-2 border-rule/60 bg-paper py-2 pr-2 pl-4 font-sans text-sm text-ink duration-120! sm:w-88",
  error: "border-l-danger!",
  success: "border-l-success!",
  info: "border-l-accent!",
  content: "min-w-0 flex-1 py-1.5 wrap-break-word",
  actionButton: "h-9 shrink-0 px-2 font-medium text-accent underline underline-offset-4",
  closeButton: "order-last grid size-9 shrink-0 place-items-center bg-transparent! text-muted hover:text-ink",
} as const;

function showAll() {
  for (const { kind, message, action } of takeToasts()) {
    // A fault stays until it is read: nobody should have to hurry (WCAG 2.2.1).
    toast[kind](message, { ...(action && { action }), ...(kind === "error" && { duration: Infinity }) });
  }
}

/** Sonner in our clothes (its own themes stay off: the tokens know light and dark); `toaster` loads it on demand. */
export function ToastRegion() {
  useEffect(() => {
    showAll();
    return subscribeToToasts(showAll);
  }, []);
  return (
    <Sonner
      position="bottom-center"
      duration={8000}
      expand
      closeButton
      icons={{ error: null, success: null, info: null }}
      toastOptions={{ unstyled: true, classNames, closeButtonAriaLabel: "Close" }}
    />
  );
}
