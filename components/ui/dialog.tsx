"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import type { ReactNode } from "react";

interface DialogProps {
  open: boolean;
  /** Called with false after Escape, the Close button or a click outside. */
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** The buttons, the main one last. */
  actions?: ReactNode;
  /** Whether a click outside closes the dialog. Set it to false if that would lose input. */
  dismissOutside?: boolean;
}

/** Renders a modal dialog. It holds the focus, and returns it when it closes. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, actions, dismissOutside = true } = props;
  return (
    <BaseDialog.Root
      open={open}
      onOpenChange={(next) => onOpenChange(next)}
      disablePointerDismissal={!dismissOutside}
    >
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 bg-scrim transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Viewport className="fixed inset-0 grid place-items-center overflow-y-auto overscroll-contain p-3 sm:p-6">
          <BaseDialog.Popup className="relative w-full max-w-dialog border border-rule/60 bg-paper p-6 text-ink outline-hidden transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0 sm:p-9">
            <BaseDialog.Title className="pr-10 font-serif text-2xl">{title}</BaseDialog.Title>
            {description && (
              <BaseDialog.Description className="mt-3 text-base text-muted">
                {description}
              </BaseDialog.Description>
            )}
            {children && <div className="mt-6">{children}</div>}
            {actions && <div className="mt-8 flex flex-wrap justify-end gap-3">{actions}</div>}
            <BaseDialog.Close
              aria-label="Close"
              className="absolute top-3 right-3 grid size-11 place-items-center text-muted hover:text-ink sm:top-5 sm:right-5"
            >
              <svg
                viewBox="0 0 20 20"
                width={20}
                height={20}
                stroke="currentColor"
                strokeWidth={1.4}
                aria-hidden="true"
              >
                <path d="m5 5 10 10M15 5 5 15" strokeLinecap="round" />
              </svg>
            </BaseDialog.Close>
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
