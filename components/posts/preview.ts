import type { Post } from "@/lib/schemas/post";
import { excerptOf } from "./excerpt";

/** The parts of a post that a list shows. They are sent to the browser with the page, so there is nothing else in here. */
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
