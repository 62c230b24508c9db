"use client";

import type { PostText } from "@/lib/client/draft";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { useModule } from "./use-module";

const loadPostText = () => import("../posts/post-text");

/** Shows a post as readers will see it. What renders it is loaded with the first preview. */
export function Preview({ title, content }: PostText) {
  const { module, hasFailed, retry } = useModule(loadPostText);
  if (hasFailed) {
    return (
      <Alert kind="error" action={<Button onClick={retry}>Try again</Button>}>
        The preview could not be loaded. Check your connection and try again.
      </Alert>
    );
  }
  if (!module) return <Skeleton label="Loading the preview…" />;
  return (
    <div>
      <h2 dir="auto" className="border-b border-hairline pb-6 text-3xl wrap-anywhere">
        {title.trim() || <span className="text-muted">No title yet</span>}
      </h2>
      <div className="mt-9">
        {content.trim() ? <module.PostText text={content} /> : <p className="text-muted">No text yet</p>}
      </div>
    </div>
  );
}
