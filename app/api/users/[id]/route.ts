import { userPrivateSchema, userPublicSchema, userUpdateSchema } from "@/lib/schemas/user";
import { idParamsSchema } from "@/lib/schemas/parameters";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { changeUser, removeUser, requireUserPublic } from "@/lib/server/users/user-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint({
    auth: false,
    request: { params: idParamsSchema },
    response: { status: 200, body: userPublicSchema },
    handler: async ({ params }) => ({ body: await requireUserPublic(params.id) }),
  }),
  PATCH: endpoint({
    auth: true,
    request: { params: idParamsSchema, body: userUpdateSchema },
    response: { status: 200, body: userPrivateSchema },
    handler: async ({ user, params, body }) => ({ body: await changeUser(user, params.id, body) }),
  }),
  DELETE: endpoint({
    auth: true,
    request: { params: idParamsSchema },
    response: { status: 204, body: noContent },
    handler: async ({ user, params }) => ({ body: await removeUser(user, params.id) }),
  }),
});
