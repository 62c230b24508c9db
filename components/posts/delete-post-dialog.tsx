"use client";

import { useRouter } from "next/navigation";
import { deleteAllDrafts } from "@/lib/client/draft-store";
import { forgetOlderPosts } from "@/lib/client/older-posts";
import type { Post } from "@/lib/schemas/post";
import { useAuth } from "../auth/use-auth";
import { ConfirmDialog } from "../forms/confirm-dialog";
import { showToast } from "../ui/show-toast";

/** Deletes a post after a confirmation. */
export function DeletePostDialog({ post, onClose }: { post: Post; onClose: () => void }) {
  const { call } = useAuth();
  const router = useRouter();

  async function remove() {
    await call<undefined>({ method: "DELETE", path: `/posts/${post.id}` });
    deleteAllDrafts(post.user_id, post.id);
    forgetOlderPosts();
    onClose();
    showToast({ kind: "success", message: "Post deleted" });
    router.replace("/");
    router.refresh();
  }

  return (
    <ConfirmDialog
      title="Delete this post?"
      description={
        <>
          “<bdi>{post.title}</bdi>” will be deleted permanently.
        </>
      }
      confirm={{ label: "Delete post", pendingLabel: "Deleting…", action: remove }}
      cancelLabel="Keep it"
      onClose={onClose}
    />
  );
}
