import { postCreateSchema, postSchema, postUpdateSchema } from "@/lib/schemas/post";
import { idParamsSchema } from "@/lib/schemas/parameters";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { changePost, removePost, requirePost } from "@/lib/server/posts/post-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("getPost", "Get a post", {
    auth: false,
    request: { params: idParamsSchema },
    response: { status: 200, body: postSchema },
    problems: ["post-not-found"],
    handler: async ({ params }) => ({ body: await requirePost(params.id) }),
  }),
  PUT: endpoint("replacePost", "Replace your post", {
    auth: true,
    request: { params: idParamsSchema, body: postCreateSchema },
    response: { status: 200, body: postSchema },
    problems: ["forbidden", "post-not-found", "too-many-requests"],
    handler: async ({ user, params, body }) => ({ body: await changePost(user, params.id, body) }),
  }),
  PATCH: endpoint("changePost", "Change the title or text of your post", {
    auth: true,
    request: { params: idParamsSchema, body: postUpdateSchema },
    response: { status: 200, body: postSchema },
    problems: ["forbidden", "post-not-found", "too-many-requests"],
    handler: async ({ user, params, body }) => ({ body: await changePost(user, params.id, body) }),
  }),
  DELETE: endpoint("deletePost", "Delete your post", {
    auth: true,
    request: { params: idParamsSchema },
    response: { status: 204, body: noContent },
    problems: ["forbidden", "post-not-found", "too-many-requests"],
    handler: async ({ user, params }) => ({ body: await removePost(user, params.id) }),
  }),
});
