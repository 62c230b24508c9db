import type { Metadata } from "next";
import { PostList } from "@/components/posts/post-list";
import { toPreview } from "@/components/posts/preview";
import { EmptyState } from "@/components/ui/empty-state";
import { listPostStarts } from "@/lib/server/posts/post-service";
import { site } from "@/lib/server/site";
import { readListQuery, type ListPageProps } from "./list-query";
import { orNotFound } from "./or-not-found";
import { pageMetadata } from "./page-metadata";

export async function generateMetadata(props: ListPageProps): Promise<Metadata> {
  const { cursor } = await readListQuery(props);
  return pageMetadata({
    description: site.description,
    path: "/",
    cursor,
  });
}

export default async function HomePage(props: ListPageProps) {
  const query = await readListQuery(props);
  const { posts, nextCursor } = await orNotFound(listPostStarts(query));
  return (
    <div className="frame pt-14 pb-24 sm:pt-24">
      <div className="columns-page">
        <h1 dir="auto" className="max-w-[14ch] text-display wrap-anywhere md:col-start-2">
          {site.description}
        </h1>
      </div>
      <section
        aria-labelledby="latest"
        className="mt-16 columns-page gap-y-6 border-t border-ink pt-5 sm:mt-24"
      >
        <h2 id="latest" className="font-sans text-sm font-medium">
          Latest posts
        </h2>
        {posts.length === 0 ? (
          <div className="max-w-measure">
            <EmptyState title="No posts yet">Posts appear here as soon as they are published.</EmptyState>
          </div>
        ) : (
          <PostList
            path="/"
            apiPath="/posts"
            previews={posts.map(toPreview)}
            nextCursor={nextCursor}
            isOlder={query.cursor !== undefined}
          />
        )}
      </section>
    </div>
  );
}
