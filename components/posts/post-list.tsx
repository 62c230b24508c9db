"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { wasExtended } from "@/lib/client/older-posts";
import type { Preview } from "@/lib/schemas/preview";
import { SoftLinks } from "../ui/soft-links";
import { OlderPosts } from "./older-posts";
import { PostPreview } from "./post-preview";

interface PostListProps {
  /** The page of the list, without a query. */
  path: string;
  /** The same list in the API, below `/api`. */
  apiPath: string;
  previews: readonly Preview[];
  nextCursor: string | undefined;
  /** Whether there are newer posts on another page. */
  isOlder: boolean;
}

/**
 * Renders a page of a list of posts, with links to newer and older ones. As a client component it is sent as plain data,
 * which is half as large as a tree of elements.
 */
export function PostList({ path, apiPath, previews, nextCursor, isOlder }: PostListProps) {
  const router = useRouter();
  // After a write, Back loads only the last page of a list that had grown below its first one. Show it from its top instead.
  useEffect(() => {
    if (isOlder && wasExtended(location.pathname + location.search)) router.replace(path);
  }, [isOlder, path, router]);
  const last = previews.at(-1);
  return (
    <SoftLinks className="max-w-measure">
      {isOlder && (
        <p className="mb-9 text-sm">
          <a href={path} className="link">
            Newest posts
          </a>
        </p>
      )}
      {previews.map((preview) => (
        <PostPreview key={preview.id} preview={preview} />
      ))}
      {last && nextCursor !== undefined && (
        <OlderPosts key={last.id} path={path} apiPath={apiPath} afterId={last.id} cursor={nextCursor} />
      )}
    </SoftLinks>
  );
}
