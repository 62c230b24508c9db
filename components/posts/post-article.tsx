import type { Post } from "@/lib/schemas/post";
import { SoftLinks } from "../ui/soft-links";
import { Byline } from "./byline";
import { PostActions } from "./post-actions";
import { PostDate } from "./post-date";
import { PostText } from "./post-text";
import { readingMinutes } from "./reading-time";
import { Separator } from "./separator";

/** Renders a whole post. Dates end their lines, so that nothing moves when the reader's time zone makes them another day. */
export function PostArticle({ post }: { post: Post }) {
  return (
    <article className="columns-page">
      <div className="min-w-0 md:col-start-2">
        <header className="max-w-measure">
          <h1 dir="auto" className="text-3xl wrap-anywhere">
            {post.title}
          </h1>
          <SoftLinks className="mt-6 flex flex-wrap items-center justify-between gap-4 border-b border-hairline pb-6">
            <Byline author={post.author} date={post.date_posted}>
              <p>
                {readingMinutes(post.content)} min read
                {post.date_edited !== null && (
                  <>
                    <Separator />
                    Edited <PostDate iso={post.date_edited} />
                  </>
                )}
              </p>
            </Byline>
            <PostActions post={post} />
          </SoftLinks>
        </header>
        <div className="mt-9 max-w-measure">
          <PostText text={post.content} />
        </div>
      </div>
    </article>
  );
}
