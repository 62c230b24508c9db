import { runOutboxJob } from "@/lib/server/auth/cron-service";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("sendDueMails", "Send the mails that are due, for a scheduler with CRON_SECRET", {
    auth: false,
    response: { status: 204, body: noContent },
    problems: ["not-found", "not-authenticated", "invalid-token"],
    handler: async ({ request }) => ({ body: await runOutboxJob(request.headers.get("authorization")) }),
  }),
});
