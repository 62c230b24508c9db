import { mailTokenSchema } from "@/lib/schemas/recovery";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { undoEmailChange } from "@/lib/server/users/email-change-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint(
    "undoEmailChange",
    "Restore the former email address with the token of a link, and lock the account until a reset",
    {
      auth: false,
      request: { body: mailTokenSchema },
      response: { status: 204, body: noContent },
      problems: ["mail-not-configured", "email-taken"],
      handler: async ({ body }) => ({ body: await undoEmailChange(body) }),
    },
  ),
});
