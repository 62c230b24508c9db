import { userPrivateSchema } from "@/lib/schemas/user";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { showOwnAccount } from "@/lib/server/users/user-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("getCurrentUser", "Get your account", {
    auth: true,
    response: { status: 200, body: userPrivateSchema },
    handler: async ({ user }) => ({ body: showOwnAccount(user) }),
  }),
});
