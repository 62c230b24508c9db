"use client";

import { loadOnDemand } from "@/lib/client/load-on-demand";
import { mayChangePost } from "@/lib/policies/ownership";
import type { Post } from "@/lib/schemas/post";
import { useAuth } from "../auth/use-auth";
import { useLazyDialog } from "../forms/use-lazy-dialog";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";

const loadDialog = loadOnDemand(() =>
  import("./delete-post-dialog").then((module) => module.DeletePostDialog),
);

/** Renders Edit and Delete for users who may change the post. Place it inside `SoftLinks`. */
export function PostActions({ post }: { post: Post }) {
  const { state } = useAuth();
  return state.status === "signed-in" && mayChangePost(state.user, post) ? (
    <OwnPostActions post={post} />
  ) : null;
}

function OwnPostActions({ post }: { post: Post }) {
  const { Dialog, close, trigger, isLoading, error } = useLazyDialog(loadDialog);
  return (
    <div className="flex flex-wrap gap-3">
      <a href={`/posts/${post.id}/edit`} className={buttonClass("quiet", "sm")}>
        Edit
      </a>
      <Button variant="quiet" size="sm" pending={isLoading} {...trigger}>
        Delete
      </Button>
      {error !== undefined && <Alert kind="error">{error}</Alert>}
      {Dialog && <Dialog post={post} onClose={close} />}
    </div>
  );
}
