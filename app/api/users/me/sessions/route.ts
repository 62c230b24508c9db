import { z } from "zod";
import { sessionSchema } from "@/lib/schemas/session";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";
import { endOtherSessions, listSessions } from "@/lib/server/auth/account-sessions-service";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("listSessions", "List your sessions, most recently used first", {
    auth: true,
    response: { status: 200, body: z.array(sessionSchema) },
    handler: async ({ user }) => ({ body: await listSessions(user) }),
  }),
  DELETE: endpoint("endOtherSessions", "End all your sessions except the current one", {
    auth: true,
    response: { status: 204, body: noContent },
    problems: ["insufficient-user-authentication"],
    handler: async ({ user }) => ({ body: await endOtherSessions(user) }),
  }),
});
