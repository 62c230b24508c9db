export interface Toast {
  kind: "info" | "success" | "error";
  message: string;
  action?: { label: string; onClick: () => void };
}

let waiting: readonly Toast[] = [];
let everWanted = false;
const listeners = new Set<() => void>();

/** Shows a short message at the edge of the window, from anywhere in the browser. */
export function showToast(toast: Toast): void {
  waiting = [...waiting, toast];
  everWanted = true;
  for (const listener of listeners) listener();
}

export function subscribeToToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function hasToasts(): boolean {
  return everWanted;
}

/** Hands over what waits, once. */
export function takeToasts(): readonly Toast[] {
  const taken = waiting;
  waiting = [];
  return taken;
}
