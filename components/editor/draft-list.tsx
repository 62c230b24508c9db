"use client";

import { useEffect, useState } from "react";
import type { Draft } from "@/lib/client/draft";
import { listDrafts, deleteDraft, subscribeToDrafts } from "@/lib/client/draft-store";
import { formatAgo } from "../account/relative-time";
import { RequireAuth } from "../auth/require-auth";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { showDiscarded } from "./show-discarded";

const LOADING = (
  <div className="min-h-dvh">
    <Skeleton label="Loading your drafts…" />
    <noscript>Drafts need JavaScript. Turn it on in your browser and reload the page.</noscript>
  </div>
);

/** Lists the drafts of the user on this device. */
export function DraftList() {
  return (
    <RequireAuth fallback={LOADING}>{(user) => <DraftsOf key={user.id} userId={user.id} />}</RequireAuth>
  );
}

function DraftsOf({ userId }: { userId: number }) {
  const [drafts, setDrafts] = useState(() => listDrafts(userId));
  const readAgain = () => setDrafts(listDrafts(userId));
  useEffect(() => subscribeToDrafts(() => setDrafts(listDrafts(userId))), [userId]);

  function discard(draft: Draft) {
    deleteDraft(userId, draft);
    readAgain();
    showDiscarded(userId, draft, readAgain);
  }

  if (drafts.length === 0) {
    return (
      <EmptyState title="No drafts" action={<ButtonLink href="/new">New Post</ButtonLink>}>
        What you write is kept here, on this device, until you publish or discard it.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="text-sm text-muted">Drafts are kept on this device only.</p>
      <ul className="mt-4 border-t border-hairline">
        {drafts.map((draft) => (
          <DraftRow key={draft.id} draft={draft} onDiscard={() => discard(draft)} />
        ))}
      </ul>
    </>
  );
}

const exact = new Intl.DateTimeFormat("en", { dateStyle: "long", timeStyle: "short" });
const FIRST_WORDS_LENGTH = 60;

function DraftRow({ draft, onDiscard }: { draft: Draft; onDiscard: () => void }) {
  const { id, postId, base, isSetAside } = draft;
  const name = nameOf(draft);
  const path = postId === undefined ? "/new" : `/posts/${postId}/edit`;
  const saved = new Date(draft.savedAt);
  return (
    <li className="border-b border-hairline py-5">
      <p dir="auto" className="font-serif text-xl wrap-anywhere">
        {name}
      </p>
      <p className="mt-1 text-sm wrap-anywhere text-muted">
        {postId === undefined && "New post"}
        {postId !== undefined && (isSetAside ? "Other version of " : "Change of ")}
        {postId !== undefined && (base ? <bdi>“{base.title}”</bdi> : `post ${postId}`)}
        {" · "}
        <time dateTime={saved.toISOString()} title={exact.format(saved)} className="whitespace-nowrap">
          {formatAgo(saved)}
        </time>
      </p>
      <div className="mt-4 flex gap-3">
        <ButtonLink variant="quiet" size="sm" href={`${path}?${new URLSearchParams({ draft: id })}`}>
          <span>
            Continue<span className="sr-only"> {name}</span>
          </span>
        </ButtonLink>
        <Button variant="quiet" size="sm" onClick={onDiscard}>
          Discard<span className="sr-only"> {name}</span>
        </Button>
      </div>
    </li>
  );
}

/** Returns the title of a draft, or its first words. */
function nameOf({ title, content }: Draft): string {
  const words = title.trim() || content.trim().replace(/\s+/g, " ");
  return words.length > FIRST_WORDS_LENGTH * 2 ? `${words.slice(0, FIRST_WORDS_LENGTH)}…` : words;
}
