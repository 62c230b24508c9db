import { revocationRequestSchema } from "@/lib/schemas/token";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { answerRevocation } from "@/lib/server/auth/token-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("revokeToken", "Log out: end the session of a token", {
    auth: false,
    request: { form: revocationRequestSchema },
    response: { status: 200, body: noContent, headers: ["Set-Cookie"] },
    handler: async ({ form, request }) => ({ body: await answerRevocation(form, request) }),
  }),
});
