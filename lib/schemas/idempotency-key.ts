import { z } from "zod";
import { IDEMPOTENCY_KEY_HOURS } from "./request-limits";

/** The request header that makes a write safe to repeat (IETF draft-ietf-httpapi-idempotency-key-header). */
export const idempotencyKeyHeader = z.object({
  "Idempotency-Key": z
    .string()
    .regex(/^[!-~]{1,255}$/, "Use 1 to 255 visible ASCII characters")
    .optional()
    .meta({
      description:
        "A random value of your own, such as a UUID. If you repeat the request with the same key and body within " +
        `${IDEMPOTENCY_KEY_HOURS} hours, nothing more is created and you get the first response again.`,
      examples: ["8e03978e-40d5-43dd-bc93-6894a57f9324"],
    }),
});
