import "server-only";
import type { Post } from "@/lib/schemas/post";
import { toUserPublic } from "../users/user-view";
import type { PostRow } from "./post-store";

/** Returns a post as the API shows it. */
export function toPost(post: PostRow): Post {
  return {
    id: post.id,
    title: post.title,
    content: post.content,
    user_id: post.userId,
    date_posted: post.datePosted.toISOString(),
    date_edited: post.dateEdited?.toISOString() ?? null,
    author: toUserPublic(post.author),
  };
}
