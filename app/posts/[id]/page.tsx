import type { Metadata } from "next";
import { cache } from "react";
import { orNotFound, readId } from "@/app/or-not-found";
import { pageMetadata } from "@/app/page-metadata";
import { excerptOf } from "@/components/posts/excerpt";
import { PostArticle } from "@/components/posts/post-article";
import { ReadOn } from "@/components/posts/read-on";
import { requirePost } from "@/lib/server/posts/post-service";
import { findRelatedPosts } from "@/lib/server/posts/related-service";
import { PostJsonLd } from "./post-json-ld";

interface PostPageProps {
  params: Promise<{ id: string }>;
}

/** Loads the post, once per request for both the page and its metadata. */
const loadPost = cache(async (id: number) => orNotFound(requirePost(id)));

export async function generateMetadata({ params }: PostPageProps): Promise<Metadata> {
  const post = await loadPost(readId((await params).id));
  return pageMetadata({
    title: post.title,
    description: excerptOf(post.content),
    path: `/posts/${post.id}`,
    post,
    author: post.author,
  });
}

export default async function PostPage({ params }: PostPageProps) {
  const id = readId((await params).id);
  // Together, so that the page waits for the database once.
  const [post, related] = await Promise.all([loadPost(id), findRelatedPosts(id)]);
  return (
    <div className="frame pt-12 pb-24 sm:pt-20">
      <PostJsonLd post={post} />
      <PostArticle post={post} />
      <ReadOn author={post.author} related={related} />
    </div>
  );
}
