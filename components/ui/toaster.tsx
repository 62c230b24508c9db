"use client";

import { lazy, Suspense, useSyncExternalStore } from "react";
import { hasToasts, subscribeToToasts } from "./toast-queue";

const ToastRegion = lazy(() => import("./toast-region").then((module) => ({ default: module.ToastRegion })));

/** Where short messages appear; `showToast` of `toast-queue` sends one. Its library is fetched with the first of them. */
export function Toaster() {
  const wanted = useSyncExternalStore(subscribeToToasts, hasToasts, () => false);
  return wanted ? (
    <Suspense>
      <ToastRegion />
    </Suspense>
  ) : null;
}
