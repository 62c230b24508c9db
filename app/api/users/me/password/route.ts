import { passwordChangeSchema } from "@/lib/schemas/user";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { changePassword } from "@/lib/server/users/password-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PUT: endpoint("changePassword", "Change your password and end your other sessions", {
    auth: true,
    request: { body: passwordChangeSchema },
    response: { status: 204, body: noContent },
    problems: ["wrong-password", "too-many-requests"],
    handler: async ({ user, body }) => ({ body: await changePassword(user, body) }),
  }),
});
