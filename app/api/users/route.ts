import { userCreateSchema, userPrivateSchema, userPublicSchema } from "@/lib/schemas/user";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { registerUser } from "@/lib/server/users/user-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  POST: endpoint("registerUser", "Register an account", {
    auth: false,
    request: { body: userCreateSchema },
    response: {
      status: 201,
      body: userPrivateSchema,
      headers: ["Location"],
      etagOf: userPublicSchema,
    },
    problems: ["registration-closed", "username-taken", "email-taken", "too-many-requests"],
    handler: async ({ body }) => {
      const user = await registerUser(body);
      return { body: user, headers: { Location: `/api/users/${user.id}` } };
    },
  }),
});
