import { mailTokenSchema } from "@/lib/schemas/recovery";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { verifyEmail } from "@/lib/server/users/verification-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("verifyEmail", "Verify an email address, or confirm a new one, with the token of a link", {
    auth: false,
    request: { body: mailTokenSchema },
    response: { status: 204, body: noContent },
    problems: ["mail-not-configured", "email-taken"],
    handler: async ({ body }) => ({ body: await verifyEmail(body) }),
  }),
});
