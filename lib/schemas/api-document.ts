import { z } from "zod";

/** An OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.0), which has a schema of its own elsewhere. */
export const apiDocumentSchema = z.looseObject({ openapi: z.string().regex(/^3\.1\.\d+$/) });
