import { createDraft, type Draft, type PostVersion } from "@/lib/client/draft";
import { listDrafts, readDraft, deleteDraft } from "@/lib/client/draft-store";
import { errorMessage } from "@/lib/client/error-message";
import { compareWithPost, loadVersion } from "@/lib/client/save-post";
import { mayChangePost } from "@/lib/policies/ownership";

/** What an editor begins with. */
export interface EditorStart {
  draft: Draft;
  /** The published version, if it was changed elsewhere since the draft began. */
  theirs?: PostVersion;
  /** Whether the post was deleted since the draft began. */
  isGone?: boolean;
}

export type OpenedEdit =
  | { status: "ready"; start: EditorStart }
  | { status: "forbidden" }
  | { status: "missing" }
  | { status: "failed"; message: string | undefined };

/**
 * Opens the edit of a post: with the draft that is asked for, else with the latest one of this post, else with the published
 * version. Without a connection a draft opens as it is.
 */
export async function openEdit(
  user: { id: number },
  postId: number,
  draftId: string | null,
): Promise<OpenedEdit> {
  const draft = findDraft(user.id, postId, draftId);
  const current = await loadVersion(postId).catch((error: unknown) => new Error(errorMessage(error)));
  if (current instanceof Error) {
    return draft?.base ? ready({ draft }) : { status: "failed", message: current.message };
  }
  if (current === undefined) return draft ? ready({ draft, isGone: true }) : { status: "missing" };
  if (!mayChangePost(user, current.post)) return { status: "forbidden" };
  const base = current.version;
  if (draft === undefined) return ready({ draft: createDraft({ postId, base }) });
  switch (compareWithPost(draft, base)) {
    case "saved":
      deleteDraft(user.id, draft);
      return ready({ draft: createDraft({ postId, base }) });
    case "mine":
      return ready({ draft: { ...draft, base } });
    case "changed":
      return ready({ draft, theirs: base });
  }
}

const ready = (start: EditorStart) => ({ status: "ready", start }) as const;

function findDraft(userId: number, postId: number, draftId: string | null): Draft | undefined {
  const named = draftId === null ? undefined : readDraft(userId, draftId);
  if (named?.postId === postId) return named;
  return listDrafts(userId).find((draft) => draft.postId === postId && !draft.isSetAside);
}
