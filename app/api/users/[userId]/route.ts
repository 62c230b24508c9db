import { userParamsSchema, userPublicSchema } from "@/lib/schemas/user";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { requireUserPublic } from "@/lib/server/users/user-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint({
    auth: false,
    request: { params: userParamsSchema },
    response: { status: 200, body: userPublicSchema },
    handler: ({ params }) => requireUserPublic(params.userId),
  }),
});
