import { userPrivateSchema, userPublicSchema } from "@/lib/schemas/user";
import { idParamsSchema } from "@/lib/schemas/parameters";
import { defineRoute } from "@/lib/server/http/define-route";
import { endpoint } from "@/lib/server/http/endpoint";
import { changePicture, removePicture } from "@/lib/server/pictures/picture-service";

const response = { status: 200, body: userPrivateSchema, etagOf: userPublicSchema } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineRoute({
  PUT: endpoint("changePicture", "Change your picture", {
    auth: true,
    request: { params: idParamsSchema, picture: true },
    response,
    problems: ["forbidden", "user-not-found", "too-many-requests"],
    handler: async ({ user, params, readPicture }) => ({
      body: await changePicture(user, params.id, readPicture),
    }),
  }),
  DELETE: endpoint("deletePicture", "Remove your picture", {
    auth: true,
    request: { params: idParamsSchema },
    response,
    problems: ["forbidden", "user-not-found", "too-many-requests"],
    handler: async ({ user, params }) => ({ body: await removePicture(user, params.id) }),
  }),
});
