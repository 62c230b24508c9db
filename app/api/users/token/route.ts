import { tokenRequestSchema, tokenSchema } from "@/lib/schemas/token";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { answerTokenRequest } from "@/lib/server/auth/token-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("logIn", "Log in, or exchange a refresh token for new tokens", {
    auth: false,
    request: { form: tokenRequestSchema },
    response: { status: 200, body: tokenSchema, headers: ["Pragma", "Set-Cookie"] },
    problems: [
      "unsupported-grant-type",
      "invalid-grant",
      "invalid-credentials",
      "forbidden",
      "too-many-requests",
    ],
    handler: async ({ form, request }) => ({
      body: await answerTokenRequest(form, request),
      headers: { Pragma: "no-cache" },
    }),
  }),
});
