import type { Post } from "@/lib/schemas/post";
import type { Preview } from "@/lib/schemas/preview";
import { excerptOf } from "./excerpt";

/** Loads the Markdown parser: in the browser, import it only when it is needed. */
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
