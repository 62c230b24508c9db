"use client";

import { useCallback, useRef, useState } from "react";
import { asUnstored, isUnchanged, type Draft } from "@/lib/client/draft";
import { deleteDraft, saveDraft, type StorageProblem } from "@/lib/client/draft-store";

/** Where the text is: `empty` if there is nothing to save. */
export type DraftState = "empty" | "saved" | StorageProblem;

export interface KeptDraft {
  state: DraftState;
  /** Returns the draft as it is now. */
  read: () => Draft;
  /** Changes the draft and stores it. */
  keep: (change: Partial<Draft>) => void;
  /** Removes the draft, and stores nothing more. */
  finish: () => void;
  /** Goes on with another draft, which is not stored yet. */
  replace: (draft: Draft) => void;
}

/**
 * Stores the draft of an editor with every change, and names it in the URL of the page, so that a reload and a login lead back
 * to it.
 *
 * @param onNamed called with the id that is now in the URL
 */
export function useDraft(userId: number, start: Draft, onNamed?: (id: string) => void): KeptDraft {
  const latest = useRef(start);
  const isFinished = useRef(false);
  const [state, setState] = useState<DraftState>(start.revision === undefined ? "empty" : "saved");

  const read = useCallback(() => latest.current, []);

  const keep = useCallback(
    (change: Partial<Draft>) => {
      if (isFinished.current) return;
      const next = { ...latest.current, ...change };
      delete next.isSetAside;
      if (isUnchanged(next)) {
        deleteDraft(userId, next);
        latest.current = asUnstored(next);
        setState("empty");
        return;
      }
      const { draft, problem } = saveDraft(userId, next);
      latest.current = draft;
      setState(problem ?? "saved");
      if (new URLSearchParams(location.search).get("draft") === draft.id) return;
      onNamed?.(draft.id);
      history.replaceState(null, "", `${location.pathname}?${new URLSearchParams({ draft: draft.id })}`);
    },
    [userId, onNamed],
  );

  const finish = useCallback(() => {
    isFinished.current = true;
    deleteDraft(userId, latest.current);
  }, [userId]);

  const replace = useCallback((draft: Draft) => {
    latest.current = draft;
    setState("empty");
    history.replaceState(null, "", location.pathname);
  }, []);

  return { state, read, keep, finish, replace };
}
