import type { Post } from "@/lib/schemas/post";
import { excerptOf } from "./excerpt";

/** What a list shows of a post, and no more: it travels to the browser along with the page. */
export interface Preview {
  id: number;
  title: string;
  excerpt: string;
  date_posted: string;
  author: { id: number; username: string; image_path: string };
}

export function toPreview({ id, title, content, date_posted, author }: Post): Preview {
  const { id: authorId, username, image_path } = author;
  return {
    id,
    title,
    excerpt: excerptOf(content),
    date_posted,
    author: { id: authorId, username, image_path },
  };
}
