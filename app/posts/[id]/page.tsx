import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound, readId } from "@/app/or-not-found";
import { pageMetadata } from "@/app/page-metadata";
import { Byline } from "@/components/posts/byline";
import { excerptOf } from "@/components/posts/excerpt";
import { PostActions } from "@/components/posts/post-actions";
import { PostText } from "@/components/posts/post-text";
import { SoftLinks } from "@/components/ui/soft-links";
import { requirePost } from "@/lib/server/posts/post-service";

interface PostPageProps {
  params: Promise<{ id: string }>;
}

/** Loads the post, once per request for both the page and its metadata. */
const loadPost = cache(async (id: string) => orNotFound(requirePost(readId(id))));

export async function generateMetadata({ params }: PostPageProps): Promise<Metadata> {
  const post = await loadPost((await params).id);
  return pageMetadata({
    title: post.title,
    description: excerptOf(post.content),
    path: `/posts/${post.id}`,
    type: "article",
  });
}

export default async function PostPage({ params }: PostPageProps) {
  const post = await loadPost((await params).id);
  return (
    <article className="frame columns-page gap-y-4 pt-12 pb-24 sm:pt-20">
      <div className="min-w-0 md:col-start-2">
        <header className="max-w-measure">
          <h1 dir="auto" className="text-3xl wrap-anywhere">
            {post.title}
          </h1>
          <SoftLinks className="mt-6 flex flex-wrap items-center justify-between gap-4 border-b border-hairline pb-6">
            <Byline author={post.author} date={post.date_posted} editedDate={post.date_edited} />
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
