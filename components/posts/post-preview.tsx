import type { Preview } from "@/lib/schemas/preview";
import { Byline } from "./byline";

/** Renders a post of a list: title, excerpt, author and date. Place it inside `SoftLinks`. */
export function PostPreview({ preview }: { preview: Preview }) {
  return (
    <article className="border-b border-hairline py-9 first:pt-0">
      <h3 dir="auto" className="text-2xl wrap-anywhere">
        <a href={`/posts/${preview.id}`} className="hover:underline hover:decoration-1">
          {preview.title}
        </a>
      </h3>
      <p dir="auto" className="mt-2.5 mb-5 font-serif text-lg wrap-anywhere text-muted">
        {preview.excerpt}
      </p>
      <Byline author={preview.author} date={preview.date_posted} />
    </article>
  );
}
