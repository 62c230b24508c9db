"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { mayChangePost } from "@/lib/policies/ownership";
import type { Post } from "@/lib/schemas/post";
import { useAuth } from "../auth/use-auth";
import { Button } from "../ui/button";
import { useEditor } from "./use-editor";

const PostEditorDialog = dynamic(() =>
  import("./post-editor-dialog").then((module) => module.PostEditorDialog),
);
const DeletePostDialog = dynamic(() =>
  import("./delete-post-dialog").then((module) => module.DeletePostDialog),
);

/** Renders Edit and Delete for users who may change the post. */
export function PostActions({ post }: { post: Post }) {
  const { state } = useAuth();
  return state.status === "signed-in" && mayChangePost(state.user, post) ? (
    <OwnPostActions post={post} />
  ) : null;
}

function OwnPostActions({ post }: { post: Post }) {
  const editor = useEditor(post.user_id, post.id);
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <div className="flex gap-3">
      <Button variant="quiet" size="sm" onClick={editor.open}>
        Edit
      </Button>
      <Button variant="quiet" size="sm" onClick={() => setIsDeleting(true)}>
        Delete
      </Button>
      {editor.isOpen && <PostEditorDialog authorId={post.user_id} post={post} onClose={editor.close} />}
      {isDeleting && <DeletePostDialog post={post} onClose={() => setIsDeleting(false)} />}
    </div>
  );
}
