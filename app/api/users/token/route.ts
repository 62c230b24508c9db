import { tokenRequestSchema, tokenSchema } from "@/lib/schemas/token";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { logIn } from "@/lib/server/users/log-in-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("logIn", "Log in for an access token", {
    auth: false,
    request: { form: tokenRequestSchema },
    response: { status: 200, body: tokenSchema, headers: ["Pragma"] },
    problems: ["invalid-credentials", "too-many-requests"],
    handler: async ({ form }) => ({ body: await logIn(form), headers: { Pragma: "no-cache" } }),
  }),
});
