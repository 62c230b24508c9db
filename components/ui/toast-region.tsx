"use client";

import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { toast, Toaster } from "sonner";
import type { Toast } from "./show-toast";

const classNames = {
  toast:
    "flex w-full items-center gap-3 border border-l-2 border-rule/60 bg-paper py-2 pr-2 pl-4 font-sans text-sm text-ink duration-120! sm:w-88",
  success: "border-l-success!",
  info: "border-l-accent!",
  content: "min-w-0 flex-1 py-1.5 wrap-break-word",
  actionButton: "h-9 shrink-0 px-2 font-medium text-accent underline underline-offset-4",
  closeButton: "order-last grid size-9 shrink-0 place-items-center bg-transparent! text-muted hover:text-ink",
} as const;

let isMounted = false;

/** Shows a message; the first call puts the region into the page. */
export function addToast({ kind, message, action }: Toast): void {
  if (!isMounted) {
    isMounted = true;
    const root = createRoot(document.body.appendChild(document.createElement("div")));
    // Sonner shows only messages that are sent after it has been mounted.
    flushSync(() => root.render(<ToastRegion />));
  }
  toast[kind](message, action && { action });
}

/** Renders sonner with the colors and the type of the site; its own themes are off. */
function ToastRegion() {
  return (
    <Toaster
      position="bottom-center"
      duration={8000}
      expand
      closeButton
      icons={{ success: null, info: null }}
      toastOptions={{ unstyled: true, classNames, closeButtonAriaLabel: "Close" }}
    />
  );
}
