import { z } from "zod";

/**
 * The form of `POST /api/users/token`: the OAuth 2.0 password grant (RFC 6749 §4.3.2). `username` carries the e-mail; what
 * else the grant may bring along (`scope`, `client_id`, `client_secret`) is accepted and plays no part.
 */
export const tokenRequestSchema = z.object({
  grant_type: z.literal("password", "Only the password grant is offered").default("password"),
  username: z.string("Send the email address as username"),
  password: z.string("Send the password"),
});

/** A successful answer of the token endpoint (RFC 6749 §5.1); `expires_in` is in seconds. */
export const tokenSchema = z.object({
  access_token: z.string(),
  token_type: z.literal("bearer"),
  expires_in: z.int().positive(),
});

export type TokenRequest = z.infer<typeof tokenRequestSchema>;
export type Token = z.infer<typeof tokenSchema>;
