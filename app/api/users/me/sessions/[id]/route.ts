import { idParamsSchema } from "@/lib/schemas/parameters";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { endSession } from "@/lib/server/auth/account-sessions-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  DELETE: endpoint("endSession", "End one of your sessions", {
    auth: true,
    request: { params: idParamsSchema },
    response: { status: 204, body: noContent },
    problems: ["insufficient-user-authentication", "session-not-found"],
    handler: async ({ user, params }) => ({ body: await endSession(user, params.id) }),
  }),
});
