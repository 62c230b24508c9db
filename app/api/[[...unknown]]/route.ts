import { defineFault } from "@/lib/server/http/define-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = defineFault("not-found");
