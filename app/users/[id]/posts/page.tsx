import type { Metadata } from "next";
import { cache } from "react";
import { readListQuery, type ListPageProps } from "@/app/list-query";
import { orNotFound, readId } from "@/app/or-not-found";
import { pageMetadata } from "@/app/page-metadata";
import { PostList } from "@/components/posts/post-list";
import { toPreview } from "@/components/posts/preview";
import { Avatar } from "@/components/users/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import { listPostStartsByAuthor } from "@/lib/server/posts/post-service";
import { site } from "@/lib/server/site";
import { requireUserPublic } from "@/lib/server/users/user-service";

interface AuthorPageProps extends ListPageProps {
  params: Promise<{ id: string }>;
}

/** Loads the author, once per request for both the page and its metadata. */
const loadAuthor = cache(async (id: string) => orNotFound(requireUserPublic(readId(id))));

export async function generateMetadata(props: AuthorPageProps): Promise<Metadata> {
  const { id, username } = await loadAuthor((await props.params).id);
  const { cursor } = await readListQuery(props);
  return pageMetadata({
    title: username,
    description: `Posts by ${username} on ${site.name}.`,
    path: `/users/${id}/posts`,
    cursor,
    author: { id, username },
  });
}

export default async function AuthorPage(props: AuthorPageProps) {
  const author = await loadAuthor((await props.params).id);
  const query = await readListQuery(props);
  const { posts, nextCursor } = await orNotFound(listPostStartsByAuthor(author.id, query));
  const path = `/users/${author.id}/posts`;
  return (
    <div className="frame columns-page gap-y-4 pt-12 pb-24 sm:pt-20">
      <div className="min-w-0 md:col-start-2">
        <header className="mb-11 flex max-w-measure items-center gap-5 border-b border-ink pb-9">
          <Avatar src={author.image_path} size={48} />
          <h1 dir="auto" className="min-w-0 text-3xl wrap-anywhere">
            {author.username}
          </h1>
          {site.url !== undefined && (
            <a
              href={`/users/${author.id}/feed.xml`}
              className="-mr-2 ml-auto flex h-11 items-center px-2 text-sm text-muted hover:underline"
            >
              Feed
            </a>
          )}
        </header>
        <h2 className="sr-only">Posts</h2>
        {posts.length === 0 ? (
          <EmptyState title="No posts yet">
            <bdi>{author.username}</bdi> has not published any posts.
          </EmptyState>
        ) : (
          <PostList
            path={path}
            apiPath={path}
            previews={posts.map(toPreview)}
            nextCursor={nextCursor}
            isOlder={query.cursor !== undefined}
          />
        )}
      </div>
    </div>
  );
}
