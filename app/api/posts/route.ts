import { postCreateSchema, postListSchema, postSchema } from "@/lib/schemas/post";
import { postsQuerySchema } from "@/lib/schemas/search";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { nextLink } from "@/lib/server/http/next-link";
import { listPosts } from "@/lib/server/posts/post-service";
import { publishPost } from "@/lib/server/posts/publication-service";
import { findPostsWith } from "@/lib/server/posts/search-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("listPosts", "List all posts, newest first, or search them", {
    auth: false,
    request: { query: postsQuerySchema },
    response: { status: 200, body: postListSchema, headers: ["Link"], etagOf: postListSchema },
    handler: async ({ query }) => {
      const { q, limit } = query;
      const { posts, nextCursor } = await (q === undefined
        ? listPosts(query)
        : findPostsWith({ ...query, q }));
      return {
        body: posts,
        headers: nextLink("/api/posts", limit, nextCursor, q === undefined ? {} : { q }),
      };
    },
  }),
  POST: endpoint("publishPost", "Publish a post", {
    auth: true,
    request: { body: postCreateSchema, idempotencyKey: true },
    response: { status: 201, body: postSchema, headers: ["Location"], etagOf: postSchema },
    problems: ["email-not-verified", "too-many-requests"],
    handler: async ({ user, body, idempotencyKey }) => {
      const post = await publishPost(user, body, { idempotencyKey });
      return { body: post, headers: { Location: `/api/posts/${post.id}` } };
    },
  }),
});
