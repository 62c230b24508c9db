import { apiDocumentSchema } from "@/lib/schemas/api-document";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { createApiDocument } from "@/lib/server/openapi/document";
import { site } from "@/lib/server/site";
import { routes } from "./routes";

let document: ReturnType<typeof createApiDocument> | undefined;

const handlers = defineRoute({
  GET: endpoint("getApiDocument", "Get this document", {
    auth: false,
    response: { status: 200, body: apiDocumentSchema },
    handler: async () => {
      document ??= createApiDocument(site.name, { ...routes, "/api/openapi.json": handlers });
      return { body: { ...document } };
    },
  }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = handlers;
