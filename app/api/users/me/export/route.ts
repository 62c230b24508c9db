import { z } from "zod";
import { exportAccount } from "@/lib/server/export/export-service";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  GET: endpoint("exportAccount", "Export your account and all your posts", {
    auth: true,
    response: {
      status: 200,
      body: z.instanceof(ReadableStream),
      mediaType: "application/zip",
      headers: ["Content-Disposition"],
    },
    problems: ["too-many-requests"],
    handler: async ({ user }) => {
      const { fileName, archive } = await exportAccount(user);
      return { body: archive, headers: { "Content-Disposition": `attachment; filename="${fileName}"` } };
    },
  }),
});
