import { z } from "zod";

/** A session as its owner sees it. */
export const sessionSchema = z
  .object({
    id: z.int().positive(),
    device: z.string().meta({
      description: "The browser or program that logged in, and its operating system.",
      examples: ["Firefox on Linux"],
    }),
    address: z.string().meta({ description: "IP address of the login.", examples: ["192.0.2.7"] }),
    created_at: z.iso.datetime().meta({ description: "When the user logged in." }),
    last_used_at: z.iso
      .datetime()
      .meta({ description: "When the session was last used, accurate to one minute." }),
    current: z.boolean().meta({ description: "Whether this request belongs to the session." }),
  })
  .meta({ id: "Session", description: "A login, until it expires or the user ends it." });

export type Session = z.infer<typeof sessionSchema>;
