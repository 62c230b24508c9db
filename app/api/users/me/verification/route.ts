import { mailAcceptedSchema } from "@/lib/schemas/recovery";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { resendVerification } from "@/lib/server/users/verification-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("resendVerification", "Request another mail to verify your email address", {
    auth: true,
    response: { status: 202, body: mailAcceptedSchema },
    problems: ["mail-not-configured", "too-many-requests"],
    handler: async ({ user }) => ({ body: await resendVerification(user) }),
  }),
});
