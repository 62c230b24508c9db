"use client";

import { useEffect, useRef, useState, type MouseEvent } from "react";
import { errorMessage } from "@/lib/client/error-message";
import { loadOnDemand } from "@/lib/client/load-on-demand";
import {
  loadOlderPosts,
  markExtended,
  recallOlderPosts,
  rememberOlderPosts,
  type LoadedPosts,
} from "@/lib/client/older-posts";
import type { Preview } from "@/lib/schemas/preview";
import { Alert } from "../ui/alert";
import { buttonClass } from "../ui/button-class";
import { PostPreview } from "./post-preview";

interface OlderPostsProps {
  path: string;
  apiPath: string;
  /** The post above, which the loaded posts follow. */
  afterId: number;
  cursor: string;
}

/** Makes excerpts, with the Markdown parser in it. The page itself is lighter without. */
const loadPreviews = loadOnDemand(() => import("./preview"));

/**
 * Appends older posts on demand. The button is a link to a page with these posts, so it can be shared, opened in another tab
 * and followed without JavaScript.
 */
export function OlderPosts({ path, apiPath, afterId, cursor }: OlderPostsProps) {
  const [older, setOlder] = useState<LoadedPosts<Preview>>(
    () => recallOlderPosts(afterId) ?? { posts: [], nextCursor: cursor },
  );
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<string>();
  const list = useRef<HTMLDivElement>(null);
  const firstNew = useRef<number>(undefined);

  // Keyboard and screen reader users continue at the first new post.
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
    setError(undefined);
    try {
      const [page, { toPreview }] = await Promise.all([
        loadOlderPosts(apiPath, older.nextCursor),
        loadPreviews(),
      ]);
      const all = { posts: [...older.posts, ...page.posts.map(toPreview)], nextCursor: page.nextCursor };
      firstNew.current = older.posts.length;
      rememberOlderPosts(afterId, all);
      setOlder(all);
      // The URL names the last page, so that it can be shared.
      const url = urlOf(path, older.nextCursor);
      markExtended(url);
      history.replaceState(null, "", url);
    } catch (thrown) {
      setError(errorMessage(thrown));
    } finally {
      setIsPending(false);
    }
  }

  return (
    <>
      <div ref={list} className={older.posts.length > 0 ? "pt-9" : ""}>
        {older.posts.map((preview) => (
          <PostPreview key={preview.id} preview={preview} />
        ))}
      </div>
      {error !== undefined && <Alert kind="error">{error}</Alert>}
      {older.nextCursor !== undefined && (
        <p className="pt-9">
          <a
            href={urlOf(path, older.nextCursor)}
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

function urlOf(path: string, cursor: string): string {
  return `${path}?${new URLSearchParams({ cursor }).toString()}`;
}
