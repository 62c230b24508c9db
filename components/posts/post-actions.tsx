"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { mayChangePost } from "@/lib/policies/ownership";
import type { Post } from "@/lib/schemas/post";
import { useAuth } from "../auth/use-auth";
import { Button } from "../ui/button";
import { buttonClass } from "../ui/button-class";

const DeletePostDialog = dynamic(() =>
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
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <div className="flex gap-3">
      <a href={`/posts/${post.id}/edit`} className={buttonClass("quiet", "sm")}>
        Edit
      </a>
      <Button variant="quiet" size="sm" onClick={() => setIsDeleting(true)}>
        Delete
      </Button>
      {isDeleting && <DeletePostDialog post={post} onClose={() => setIsDeleting(false)} />}
    </div>
  );
}
