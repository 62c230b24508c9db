import Link from "next/link";
import type { PostLink, RelatedPosts } from "@/lib/schemas/related-posts";
import type { UserPublic } from "@/lib/schemas/user";
import { SoftLinks } from "../ui/soft-links";
import { PostDate } from "./post-date";

interface ReadOnProps {
  author: Pick<UserPublic, "id" | "username">;
  related: RelatedPosts;
}

/** Renders where a reader goes on from a post. Every post leads somewhere, if only to the front page. */
export function ReadOn({ author, related: { previous, next, byAuthor } }: ReadOnProps) {
  return (
    <SoftLinks className="mt-16 sm:mt-24 print:hidden">
      <div className="columns-page">
        <nav
          aria-label="Previous and next post"
          className="grid max-w-measure gap-x-8 gap-y-6 border-t border-hairline pt-6 sm:grid-cols-2 md:col-start-2"
        >
          {previous && <Neighbor rel="prev" label="Previous" post={previous} />}
          {next && <Neighbor rel="next" label="Next" post={next} />}
          {!previous && !next && (
            <p className="text-sm">
              <Link href="/" prefetch={false} className="link">
                All posts
              </Link>
            </p>
          )}
        </nav>
      </div>
      {byAuthor.length > 0 && (
        <section
          aria-labelledby="by-author"
          className="mt-16 columns-page gap-y-6 border-t border-ink pt-5 sm:mt-20"
        >
          <h2 id="by-author" className="font-sans text-sm font-medium">
            More by{" "}
            <a href={`/users/${author.id}/posts`} className="hover:underline">
              <bdi>{author.username}</bdi>
            </a>
          </h2>
          <ul className="max-w-measure">
            {byAuthor.map((post) => (
              <li key={post.id} className="border-b border-hairline py-4 first:pt-0 last:border-0">
                <a
                  href={`/posts/${post.id}`}
                  dir="auto"
                  className="block font-serif text-xl wrap-anywhere hover:underline hover:decoration-1"
                >
                  {post.title}
                </a>
                <p className="mt-0.5 text-sm text-muted">
                  <PostDate iso={post.date_posted} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
    </SoftLinks>
  );
}

interface NeighborProps {
  rel: "prev" | "next";
  label: string;
  post: PostLink;
}

function Neighbor({ rel, label, post }: NeighborProps) {
  return (
    <a href={`/posts/${post.id}`} rel={rel} className={`group ${rel === "next" ? "sm:col-start-2" : ""}`}>
      <span className="block text-sm text-muted">{label}</span>{" "}
      <span
        dir="auto"
        className="mt-0.5 block font-serif text-xl wrap-anywhere group-hover:underline group-hover:decoration-1"
      >
        {post.title}
      </span>
    </a>
  );
}
