import { healthSchema } from "@/lib/schemas/health";
import { requireHealth } from "@/lib/server/health/health-service";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("getHealth", "Check the health of the service", {
    auth: false,
    response: { status: 200, body: healthSchema },
    handler: async () => ({ body: await requireHealth() }),
  }),
});
