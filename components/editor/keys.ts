import type { KeyboardEvent } from "react";

/** The shortcuts of the editor. Each is pressed with Ctrl, or with Cmd on a Mac. */
export const SHORTCUTS = [
  { action: "bold", key: "b", label: "Bold" },
  { action: "italic", key: "i", label: "Italic" },
  { action: "link", key: "k", label: "Link" },
  { action: "preview", key: "e", label: "Write or preview" },
  { action: "publish", key: "Enter", label: "Publish or save" },
] as const;

export type Shortcut = (typeof SHORTCUTS)[number]["action"];

/** Returns whether this is a Mac, where Ctrl with a letter moves the cursor. */
export function isMac(): boolean {
  return /^(?:Mac|iP)/.test(navigator.platform);
}

/** Returns the shortcut that was pressed, if any. */
export function readShortcut(event: KeyboardEvent): Shortcut | undefined {
  const { ctrlKey, metaKey, altKey, shiftKey, key } = event;
  const [modifier, other] = isMac() ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (!modifier || other || altKey || shiftKey) return undefined;
  return SHORTCUTS.find((shortcut) => shortcut.key.toLowerCase() === key.toLowerCase())?.action;
}
