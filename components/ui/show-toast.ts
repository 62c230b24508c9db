export interface Toast {
  kind: "info" | "success";
  message: string;
  action?: { label: string; onClick: () => void };
}

/**
 * Shows a short message at the edge of the window. The library comes with the first message: in the scripts of every page
 * it would exceed their limit of 150 KiB (tests/browser/site/weight.test.ts).
 */
export function showToast(toast: Toast): void {
  import("./toast-region").then(
    ({ addToast }) => addToast(toast),
    () => undefined,
  );
}
