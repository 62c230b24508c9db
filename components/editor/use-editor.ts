"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { createDraft, type PostText } from "@/lib/client/draft";
import { deleteDraft, saveDraft } from "@/lib/client/draft-store";
import { forgetOlderPosts } from "@/lib/client/older-posts";
import { NO_ETAG, publishDraft, saveChanges, type SaveResult } from "@/lib/client/save-post";
import { useAuth } from "../auth/use-auth";
import { lazyResolver } from "../forms/lazy-resolver";
import { showServerErrors } from "../forms/show-server-errors";
import { showToast } from "../ui/show-toast";
import type { EditorStart } from "./open-edit";
import { showDiscarded } from "./show-discarded";
import { useDraft } from "./use-draft";

export type Mode = "write" | "preview" | "compare";

const resolver = lazyResolver<PostText>(async () => (await import("./resolve-post")).resolvePost);

/** How many texts to remember that were sent without a certain result. */
const MAX_ATTEMPTS = 5;

/** Holds the state of an editor: the text, its draft, and what happened when it was sent. */
export function useEditor(userId: number, start: EditorStart, onNamed?: (id: string) => void) {
  const { call } = useAuth();
  const router = useRouter();
  const kept = useDraft(userId, start.draft, onNamed);
  const { postId, title, content } = start.draft;
  const form = useForm({ resolver, defaultValues: { title, content } });
  const [mode, setMode] = useState<Mode>(start.theirs ? "compare" : "write");
  const [theirs, setTheirs] = useState(start.theirs);
  const [isGone, setIsGone] = useState(start.isGone ?? false);
  const [isResumed, setIsResumed] = useState(start.draft.revision !== undefined);
  const isSending = useRef(false);

  const { keep } = kept;
  useEffect(
    () => form.subscribe({ formState: { values: true }, callback: ({ values }) => keep(values) }),
    [form, keep],
  );

  function leaveTo(path: string, message?: string) {
    forgetOlderPosts();
    if (message !== undefined) showToast({ kind: "success", message });
    router.replace(path);
    router.refresh();
  }

  /** Sends the text, once at a time. Keeps what was sent: the response may get lost. */
  async function send(base = kept.read().base) {
    if (isSending.current) return;
    isSending.current = true;
    form.clearErrors("root");
    await form.handleSubmit(
      async () => {
        const text = form.getValues();
        const attempts = [...(kept.read().attempts ?? []), { title: text.title, content: text.content }];
        keep({ ...text, attempts: attempts.slice(-MAX_ATTEMPTS) });
        const draft = { ...kept.read(), ...(base && { base }) };
        try {
          if (postId === undefined) {
            const id = await publishDraft(call, draft);
            kept.finish();
            leaveTo(`/posts/${id}`, "Published");
          } else {
            showResult(await saveChanges(call, postId, draft));
          }
        } catch (error) {
          showServerErrors(form, error);
        }
      },
      () => setMode("write"),
    )();
    isSending.current = false;
  }

  function showResult(result: SaveResult) {
    if (result.kind === "gone") setIsGone(true);
    if (result.kind === "changed") {
      setTheirs(result.theirs);
      setMode("compare");
    }
    if (result.kind !== "saved") return;
    // The version that was overwritten stays on this device, in case it is missed.
    if (theirs && postId !== undefined) setAside(theirs, form.getValues());
    kept.finish();
    leaveTo(`/posts/${postId}`, theirs ? "Saved. The other version is in your drafts." : "Saved");
  }

  /** Keeps a text that lost against another version as a draft that does not open by itself. */
  function setAside(text: PostText, published: PostText) {
    const base = { title: published.title, content: published.content, etag: NO_ETAG };
    const draft = createDraft(postId === undefined ? undefined : { postId, base });
    saveDraft(userId, { ...draft, title: text.title, content: text.content, isSetAside: true });
  }

  function save() {
    if (theirs) setMode("compare");
    else void send();
  }

  function keepMine() {
    if (theirs) void send(theirs);
  }

  function takeTheirs() {
    if (!theirs || postId === undefined) return;
    setAside(form.getValues(), theirs);
    deleteDraft(userId, kept.read());
    kept.replace(createDraft({ postId, base: theirs }));
    form.setValue("title", theirs.title);
    form.setValue("content", theirs.content);
    setTheirs(undefined);
    setIsResumed(false);
    setMode("write");
    showToast({ kind: "info", message: "Your version is in your drafts." });
  }

  /** Makes the text of a deleted post a new one. */
  function startAnew() {
    const { title, content } = form.getValues();
    const { draft } = saveDraft(userId, { ...createDraft(), title, content });
    kept.finish();
    router.replace(`/new?${new URLSearchParams({ draft: draft.id })}`);
  }

  function discard() {
    const discarded = kept.read();
    kept.finish();
    showDiscarded(userId, discarded);
    router.replace(`/posts/${postId}`);
  }

  return {
    form,
    mode,
    setMode,
    theirs,
    isGone,
    isResumed,
    draftState: kept.state,
    save,
    keepMine,
    takeTheirs,
    startAnew,
    discard,
  };
}

export type Editor = ReturnType<typeof useEditor>;
