import { z } from "zod";

/**
 * The form of `POST /api/users/token`: the OAuth 2.0 password grant (RFC 6749 §4.3.2). `username` carries the e-mail; what
 * else the grant may bring along (`scope`, `client_id`, `client_secret`) is accepted and plays no part.
 */
export const tokenRequestSchema = z
  .object({
    grant_type: z.literal("password", "Only the password grant is offered").default("password"),
    username: z
      .string("Send the email address as username")
      .meta({ description: "The email address, in any case.", examples: ["ada@example.com"] }),
    password: z
      .string("Send the password")
      .meta({ format: "password", examples: ["correct horse battery staple"] }),
  })
  .meta({
    id: "TokenRequest",
    description:
      "The OAuth 2.0 password grant (RFC 6749 §4.3.2). `scope`, `client_id` and `client_secret` may come along and play no part.",
  });

/** A successful answer of the token endpoint (RFC 6749 §5.1); `expires_in` is in seconds. */
export const tokenSchema = z
  .object({
    access_token: z.string().meta({
      description: "A JWT (RFC 7519), for `Authorization: Bearer`.",
      examples: ["eyJhbGciOiJIUzI1NiIs…"],
    }),
    token_type: z.literal("bearer"),
    expires_in: z
      .int()
      .positive()
      .meta({ description: "In seconds.", examples: [1800] }),
  })
  .meta({ id: "Token" });

export type TokenRequest = z.infer<typeof tokenRequestSchema>;
export type Token = z.infer<typeof tokenSchema>;
