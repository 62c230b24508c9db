import { runOutboxJob } from "@/lib/server/auth/cron-service";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint, noContent } from "@/lib/server/http/endpoint";

// For the scheduler of the host, not for clients: the API document leaves it out.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("sendDueMails", "Send the mails that are due", {
    auth: false,
    response: { status: 204, body: noContent },
    handler: async ({ request }) => ({ body: await runOutboxJob(request.headers.get("authorization")) }),
  }),
});
