import { asUnstored, type Draft } from "@/lib/client/draft";
import { saveDraft } from "@/lib/client/draft-store";
import { showToast } from "../ui/show-toast";

/** Says that a draft was discarded, and offers to restore it. */
export function showDiscarded(userId: number, draft: Draft, onRestored?: () => void): void {
  showToast({
    kind: "info",
    message: "Draft discarded",
    action: {
      label: "Undo",
      onClick: () => {
        saveDraft(userId, asUnstored(draft));
        onRestored?.();
      },
    },
  });
}
