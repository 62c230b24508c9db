"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isGrown } from "@/lib/client/older-posts";
import { SoftLinks } from "../ui/soft-links";
import { OlderPosts } from "./older-posts";
import { PostPreview } from "./post-preview";
import type { Preview } from "./preview";

interface PostListProps {
  /** The page that shows the list, without its query. */
  path: string;
  /** The same list in the API, below `/api`. */
  apiPath: string;
  previews: readonly Preview[];
  nextCursor: string | undefined;
  /** Whether newer posts were left out. */
  isOlder: boolean;
}

/**
 * A page of a list of posts, and the ways to newer and older ones. The server renders it, too; as a client component it
 * travels as plain data, which costs half of what a tree of elements does.
 */
export function PostList({ path, apiPath, previews, nextCursor, isOlder }: PostListProps) {
  const router = useRouter();
  // After a write Back fetches this address anew, and gets the one page that it names: show the list from its top instead.
  useEffect(() => {
    if (isOlder && isGrown(location.pathname + location.search)) router.replace(path);
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
