"use client";

import { useEffect, useState } from "react";
import { clearInterrupted, wasInterrupted } from "@/lib/client/draft-store";

/** Whether an editor is open: at first only where a log-in that had run out came between. */
export function useEditor(userId: number, postId?: number) {
  const [isOpen, setIsOpen] = useState(() => wasInterrupted({ userId, postId }));
  useEffect(() => clearInterrupted({ userId, postId }), [userId, postId]);
  return { isOpen, open: () => setIsOpen(true), close: () => setIsOpen(false) };
}
