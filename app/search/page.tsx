import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SoftLinks } from "@/components/ui/soft-links";
import { SEARCH_FIELD_MAX_LENGTH, SEARCH_MAX_LENGTH } from "@/lib/schemas/search-limits";
import { findPostsWith, toMarker } from "@/lib/server/posts/search-service";
import { readListQuery, type ListPageProps } from "../list-query";
import { orNotFound } from "../or-not-found";
import { SearchResult } from "./search-result";

export const metadata: Metadata = { title: "Search", robots: { index: false } };

interface SearchPageProps {
  searchParams: Promise<{ q?: string | string[]; cursor?: string | string[] }>;
}

export default async function SearchPage(props: SearchPageProps) {
  const { q: given } = await props.searchParams;
  const q = (Array.isArray(given) ? given.join(" ") : (given ?? "")).trim();
  return (
    <div className="frame columns-page gap-y-4 pt-12 pb-24 sm:pt-20">
      <div className="max-w-measure min-w-0 md:col-start-2">
        <h1 className="text-3xl">Search</h1>
        <form role="search" aria-label="Posts" action="/search" className="mt-9 mb-11 flex items-end gap-4">
          <label className="min-w-0 flex-1 text-sm font-medium">
            Words
            <span className="ruled font-normal">
              <input
                type="search"
                name="q"
                defaultValue={q}
                maxLength={SEARCH_FIELD_MAX_LENGTH}
                // eslint-disable-next-line jsx-a11y/no-autofocus -- this field is what the page is opened for
                autoFocus={q === ""}
                className="h-11 w-full min-w-0 bg-transparent text-base outline-none"
              />
            </span>
          </label>
          <Button type="submit">Search</Button>
        </form>
        {q !== "" && <Results q={q} {...props} />}
      </div>
    </div>
  );
}

async function Results({ q, searchParams }: ListPageProps & { q: string }) {
  if ([...q].length > SEARCH_MAX_LENGTH)
    return <EmptyState title="That is too long">Use at most {SEARCH_MAX_LENGTH} characters.</EmptyState>;
  const page = await readListQuery({ searchParams });
  const { posts, nextCursor } = await orNotFound(findPostsWith({ ...page, q }));
  if (posts.length === 0)
    return <EmptyState title="No posts found">Try fewer words, or the start of a word.</EmptyState>;
  const mark = toMarker(q);
  return (
    <section aria-labelledby="results">
      <h2 id="results" className="sr-only">
        Results
      </h2>
      <SoftLinks>
        {posts.map((post) => (
          <SearchResult key={post.id} post={post} mark={mark} />
        ))}
        {nextCursor !== undefined && (
          <p className="mt-9 text-sm">
            <a href={`/search?${new URLSearchParams({ q, cursor: nextCursor }).toString()}`} className="link">
              Older results
            </a>
          </p>
        )}
      </SoftLinks>
    </section>
  );
}
