import { userPrivateSchema, userPublicSchema, userUpdateSchema } from "@/lib/schemas/user";
import { idParamsSchema } from "@/lib/schemas/parameters";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { changeUser, removeUser, requireUserPublic } from "@/lib/server/users/user-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("getUser", "Get a user", {
    auth: false,
    request: { params: idParamsSchema },
    response: { status: 200, body: userPublicSchema, etagOf: userPublicSchema },
    problems: ["user-not-found"],
    handler: async ({ params }) => ({ body: await requireUserPublic(params.id) }),
  }),
  PATCH: endpoint("changeUser", "Change your username or email address", {
    auth: true,
    request: { params: idParamsSchema, body: userUpdateSchema, ifMatch: true },
    response: { status: 200, body: userPrivateSchema, etagOf: userPublicSchema },
    problems: [
      "insufficient-user-authentication",
      "forbidden",
      "user-not-found",
      "username-taken",
      "email-taken",
      "too-many-requests",
    ],
    handler: async ({ user, params, body, ifMatch }) => ({
      body: await changeUser(user, params.id, body, ifMatch),
    }),
  }),
  DELETE: endpoint("deleteUser", "Delete your account and all its posts", {
    auth: true,
    request: { params: idParamsSchema },
    response: { status: 204, body: noContent },
    problems: ["insufficient-user-authentication", "forbidden", "user-not-found"],
    handler: async ({ user, params }) => ({ body: await removeUser(user, params.id) }),
  }),
});
