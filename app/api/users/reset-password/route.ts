import { resetPasswordSchema } from "@/lib/schemas/recovery";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { resetForgottenPassword } from "@/lib/server/users/password-reset-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("resetPassword", "Choose a new password with the token of a link, and end all sessions", {
    auth: false,
    request: { body: resetPasswordSchema },
    response: { status: 204, body: noContent },
    problems: ["mail-not-configured"],
    handler: async ({ body }) => ({ body: await resetForgottenPassword(body) }),
  }),
});
