"use client";

import { Dialog } from "../ui/dialog";
import { isMac, SHORTCUTS } from "./keys";

const keyClass = "rounded-xs border border-rule/60 px-1.5 py-0.5 font-sans text-xs text-muted";

/** Lists the keyboard shortcuts of the editor. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const modifier = isMac() ? "Cmd" : "Ctrl";
  return (
    <Dialog open onOpenChange={onClose} title="Shortcuts">
      <dl className="grid grid-cols-[1fr_auto] gap-y-3 text-base">
        {SHORTCUTS.map(({ action, key, label }) => (
          <div key={action} className="contents">
            <dt>{label}</dt>
            <dd>
              <kbd className={keyClass}>{modifier}</kbd>{" "}
              <kbd className={keyClass}>{key.length === 1 ? key.toUpperCase() : key}</kbd>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-6 text-sm text-muted">
        Enter in the title leads to the text. A web address that is pasted over selected words makes them a
        link.
      </p>
    </Dialog>
  );
}
