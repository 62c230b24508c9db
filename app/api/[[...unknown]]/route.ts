import { defineErrorRoute } from "@/lib/server/http/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineErrorRoute("not-found");
