import { postListSchema } from "@/lib/schemas/post";
import { idParamsSchema, pageQuerySchema } from "@/lib/schemas/parameters";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { nextLink } from "@/lib/server/http/next-link";
import { listPostsByAuthor } from "@/lib/server/posts/post-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("listPostsByUser", "List a user's posts, newest first", {
    auth: false,
    request: { params: idParamsSchema, query: pageQuerySchema },
    response: { status: 200, body: postListSchema, headers: ["Link"], etagOf: postListSchema },
    problems: ["user-not-found"],
    handler: async ({ params, query }) => {
      const { posts, nextCursor } = await listPostsByAuthor(params.id, query);
      return { body: posts, headers: nextLink(`/api/users/${params.id}/posts`, query.limit, nextCursor) };
    },
  }),
});
