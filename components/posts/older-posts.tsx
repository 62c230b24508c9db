"use client";

import { useEffect, useRef, useState, type MouseEvent } from "react";
import { errorMessage } from "@/lib/client/error-message";
import {
  loadOlderPosts,
  noteGrown,
  recallOlderPosts,
  rememberOlderPosts,
  type LoadedPosts,
} from "@/lib/client/older-posts";
import { Alert } from "../ui/alert";
import { buttonClass } from "../ui/button-class";
import { PostPreview } from "./post-preview";
import { toPreview } from "./preview";

interface OlderPostsProps {
  path: string;
  apiPath: string;
  /** The last post above: what is loaded follows it. */
  afterId: number;
  cursor: string;
}

/**
 * Older posts, loaded below those that are there when asked for. The button is a link to a page of its own, so it can be
 * shared, opened in another tab, and followed without JavaScript.
 */
export function OlderPosts({ path, apiPath, afterId, cursor }: OlderPostsProps) {
  const [older, setOlder] = useState<LoadedPosts>(
    () => recallOlderPosts(afterId) ?? { posts: [], nextCursor: cursor },
  );
  const [isPending, setIsPending] = useState(false);
  const [fault, setFault] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const firstNew = useRef<number>(undefined);

  // Whoever reads by keyboard or screen reader goes on with the first post that came.
  useEffect(() => {
    if (firstNew.current === undefined) return;
    list.current?.querySelectorAll<HTMLElement>("h3 a")[firstNew.current]?.focus({ preventScroll: true });
    firstNew.current = undefined;
  }, [older]);

  async function loadMore(event: MouseEvent) {
    if (older.nextCursor === undefined || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (isPending) return;
    setIsPending(true);
    setFault(undefined);
    try {
      const page = await loadOlderPosts(apiPath, older.nextCursor);
      const all = { posts: [...older.posts, ...page.posts], nextCursor: page.nextCursor };
      firstNew.current = older.posts.length;
      rememberOlderPosts(afterId, all);
      setOlder(all);
      // The address now names the page that came last: it can be shared.
      const address = addressOf(path, older.nextCursor);
      noteGrown(address);
      history.replaceState(null, "", address);
    } catch (error) {
      setFault(errorMessage(error));
    } finally {
      setIsPending(false);
    }
  }

  return (
    <>
      <div ref={list} className={older.posts.length > 0 ? "pt-9" : ""}>
        {older.posts.map((post) => (
          <PostPreview key={post.id} preview={toPreview(post)} />
        ))}
      </div>
      {fault !== undefined && <Alert kind="error">{fault}</Alert>}
      {older.nextCursor !== undefined && (
        <p className="pt-9">
          <a
            href={addressOf(path, older.nextCursor)}
            onClick={(event) => void loadMore(event)}
            aria-disabled={isPending}
            className={buttonClass("quiet")}
          >
            {isPending ? "Loading older posts…" : "Older posts"}
          </a>
        </p>
      )}
      <p role="status" className="sr-only">
        {isPending ? "Loading older posts…" : ""}
      </p>
    </>
  );
}

function addressOf(path: string, cursor: string): string {
  return `${path}?${new URLSearchParams({ cursor }).toString()}`;
}
