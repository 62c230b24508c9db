import { z } from "zod";

/** A log-in that lasts, as its owner sees it. */
export const sessionSchema = z
  .object({
    id: z.int().positive(),
    device: z
      .string()
      .meta({ description: "What logged in, to recognise it by.", examples: ["Firefox on Linux"] }),
    address: z.string().meta({ description: "Where it logged in from.", examples: ["192.0.2.7"] }),
    created_at: z.iso.datetime().meta({ description: "When the password was given." }),
    last_used_at: z.iso.datetime().meta({ description: "To the minute." }),
    current: z.boolean().meta({ description: "Whether the request that asks is of this session." }),
  })
  .meta({ id: "Session", description: "A log-in, until it is ended or expires." });

export type Session = z.infer<typeof sessionSchema>;
