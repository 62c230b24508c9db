"use client";

import { useEffect, useState } from "react";
import { clearInterrupted, wasInterrupted } from "@/lib/client/draft-store";

/** Holds whether an editor is open. It opens by itself if an expired login closed it. */
export function useEditor(userId: number, postId?: number) {
  const [isOpen, setIsOpen] = useState(() => wasInterrupted({ userId, postId }));
  useEffect(() => clearInterrupted({ userId, postId }), [userId, postId]);
  return { isOpen, open: () => setIsOpen(true), close: () => setIsOpen(false) };
}
