import { postCreateSchema, postSchema, postUpdateSchema } from "@/lib/schemas/post";
import { idParamsSchema } from "@/lib/schemas/parameters";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { changePost, removePost, requirePost } from "@/lib/server/posts/post-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("getPost", "Get a post", {
    auth: false,
    request: { params: idParamsSchema },
    response: { status: 200, body: postSchema, etagOf: postSchema },
    problems: ["post-not-found"],
    handler: async ({ params }) => ({ body: await requirePost(params.id) }),
  }),
  PUT: endpoint("replacePost", "Replace your post", {
    auth: true,
    request: { params: idParamsSchema, body: postCreateSchema, ifMatch: true },
    response: { status: 200, body: postSchema, etagOf: postSchema },
    problems: ["forbidden", "email-not-verified", "post-not-found", "too-many-requests"],
    handler: async ({ user, params, body, ifMatch }) => ({
      body: await changePost(user, params.id, body, ifMatch),
    }),
  }),
  PATCH: endpoint("changePost", "Change the title or text of your post", {
    auth: true,
    request: { params: idParamsSchema, body: postUpdateSchema, ifMatch: true },
    response: { status: 200, body: postSchema, etagOf: postSchema },
    problems: ["forbidden", "email-not-verified", "post-not-found", "too-many-requests"],
    handler: async ({ user, params, body, ifMatch }) => ({
      body: await changePost(user, params.id, body, ifMatch),
    }),
  }),
  DELETE: endpoint("deletePost", "Delete your post", {
    auth: true,
    request: { params: idParamsSchema, ifMatch: true },
    response: { status: 204, body: noContent },
    problems: ["forbidden", "post-not-found", "too-many-requests"],
    handler: async ({ user, params, ifMatch }) => ({ body: await removePost(user, params.id, ifMatch) }),
  }),
});
