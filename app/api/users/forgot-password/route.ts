import { forgotPasswordSchema, mailAcceptedSchema } from "@/lib/schemas/recovery";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { requestPasswordReset } from "@/lib/server/users/password-reset-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("forgotPassword", "Request a mail with a link to choose a new password", {
    auth: false,
    request: { body: forgotPasswordSchema },
    response: { status: 202, body: mailAcceptedSchema },
    problems: ["mail-not-configured", "too-many-requests"],
    handler: async ({ body }) => ({ body: await requestPasswordReset(body) }),
  }),
});
