"use client";

import type { PostText } from "@/lib/client/draft";
import { loadOnDemand } from "@/lib/client/load-on-demand";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Skeleton } from "../ui/skeleton";
import { useModule } from "./use-module";

const loadPostText = loadOnDemand(() => import("../posts/post-text"));

/** Loads what a preview needs, so that it works without a connection later. */
export const preloadPreview = () => void loadPostText().catch(() => undefined);

/** Shows a post as readers will see it. */
export function Preview({ title, content }: PostText) {
  const { module, error, retry } = useModule(loadPostText);
  if (error !== undefined) {
    return (
      <Alert kind="error" action={<Button onClick={retry}>Try again</Button>}>
        {error}
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
