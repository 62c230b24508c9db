"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { createDraft } from "@/lib/client/draft";
import { readDraft } from "@/lib/client/draft-store";
import { PostEditor } from "./post-editor";
import { RequireWriter } from "./require-writer";

/** Renders the editor of a new post: with the draft that the URL names, or an empty one. */
export function NewPost() {
  return (
    <RequireWriter title="New post">{(user) => <NewPostOf key={user.id} userId={user.id} />}</RequireWriter>
  );
}

function NewPostOf({ userId }: { userId: number }) {
  const named = useSearchParams().get("draft");
  const [opened, setOpened] = useState(() => ({ ...open(userId, named), named }));
  if (named !== opened.named) {
    // Either the editor has named its draft, or a link leads to another one.
    setOpened(named === opened.id ? { ...opened, named } : { ...open(userId, named), named });
  }
  return (
    <PostEditor
      key={opened.start.draft.key}
      userId={userId}
      start={opened.start}
      onNamed={(id) => setOpened((current) => ({ ...current, id }))}
    />
  );
}

function open(userId: number, named: string | null) {
  const stored = named === null ? undefined : readDraft(userId, named);
  const draft = stored?.postId === undefined ? stored : undefined;
  const start = { draft: draft ?? createDraft() };
  return { start, id: start.draft.id };
}
