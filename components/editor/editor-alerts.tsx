"use client";

import { ResendAlert } from "../auth/resend-alert";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { showToast } from "../ui/show-toast";
import { copyText } from "./copy-text";
import type { EditorStart } from "./open-edit";
import type { Editor } from "./use-editor";

/** Says what happened to the post or to the request, and what happens to the text. */
export function EditorAlerts({ editor, start }: { editor: Editor; start: EditorStart }) {
  const { form, theirs, isGone, draftState } = editor;
  const { root } = form.formState.errors;
  const isUnverified = root?.type === "email-not-verified";
  const kept = draftState === "saved" ? "Your text is saved on this device." : "Your text is still here.";
  const copy = (
    <Button variant="quiet" size="sm" onClick={() => void copyAll(editor)}>
      Copy my text
    </Button>
  );
  const alerts = [
    root && isUnverified && (
      <ResendAlert key="unverified" kind="error">
        {root.message} {kept}
      </ResendAlert>
    ),
    root && !isUnverified && (
      <Alert key="error" kind="error" action={draftState === "saved" ? undefined : copy}>
        {root.message} {kept}
      </Alert>
    ),
    isGone && (
      <Alert
        key="gone"
        kind="error"
        action={
          <Button size="sm" onClick={editor.startAnew}>
            Make it a new post
          </Button>
        }
      >
        This post does not exist anymore: it was deleted elsewhere. Your text is still here.
      </Alert>
    ),
    theirs && (
      <Alert
        key="changed"
        kind="error"
        title="This post was changed elsewhere"
        action={
          <div className="flex flex-wrap gap-3">
            <Button size="sm" pending={form.formState.isSubmitting} onClick={editor.keepMine}>
              Keep mine
            </Button>
            <Button variant="quiet" size="sm" onClick={editor.takeTheirs}>
              Take theirs
            </Button>
            {copy}
          </div>
        }
      >
        Another window or device has saved it since you began. Nothing of yours is lost: the version that you
        do not choose stays in your drafts.
      </Alert>
    ),
    start.draft.base && editor.isResumed && !theirs && !isGone && (
      <Alert
        key="draft"
        action={
          <Button variant="quiet" size="sm" onClick={editor.discard}>
            Discard draft
          </Button>
        }
      >
        You are editing a draft. Readers see the published version until you save.
      </Alert>
    ),
  ].filter(Boolean);
  return alerts.length > 0 && <div className="mb-9 grid gap-4">{alerts}</div>;
}

async function copyAll({ form }: Editor): Promise<void> {
  const { title, content } = form.getValues();
  const isCopied = await copyText(`${title}\n\n${content}`);
  showToast({ kind: "info", message: isCopied ? "Copied" : "The browser does not allow copying." });
}
