import { z } from "zod";

/** An OpenAPI 3.1 document. Its full schema is published at https://spec.openapis.org/oas/3.1/schema. */
export const apiDocumentSchema = z.looseObject({ openapi: z.string().regex(/^3\.1\.\d+$/) });
