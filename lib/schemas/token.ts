import { z } from "zod";
import { OFFLINE_ACCESS } from "./oauth-names";

/** The name of the cookie that holds the refresh token of the web client. */
export const REFRESH_COOKIE = "refresh_token";

const clientId = z
  .string()
  .optional()
  .meta({ description: "`web` has the refresh token sent as a cookie; anything else plays no part." });

const passwordGrantSchema = z
  .object({
    grant_type: z.literal("password").optional().meta({ description: "Left out, it is this." }),
    username: z
      .string("Send the email address as username")
      .regex(/\S/, "Send the email address as username")
      .meta({ description: "The email address, in any case.", examples: ["ada@example.com"] }),
    password: z
      .string("Send the password")
      .meta({ format: "password", examples: ["correct horse battery staple"] }),
    scope: z
      .string()
      .optional()
      .meta({
        description: "`offline_access` asks for a refresh token; anything else plays no part.",
        examples: [OFFLINE_ACCESS],
      }),
    client_id: clientId,
  })
  .meta({
    id: "PasswordGrant",
    description: "RFC 6749 §4.3.2.",
    override: { required: ["grant_type", "username", "password"] },
  });

/** Clients of the API must send the token; the site's own pages have a cookie in its place. */
const refreshGrantSchema = z
  .object({
    grant_type: z.literal("refresh_token"),
    refresh_token: z.string().optional().meta({ format: "password", description: "The one that came last." }),
    client_id: clientId,
  })
  .meta({
    id: "RefreshGrant",
    description: "RFC 6749 §6.",
    override: { required: ["grant_type", "refresh_token"] },
  });

/** The form of `POST /api/users/token`, by its `grant_type`; `client_secret` may come along and plays no part. */
export const tokenRequestSchema = z
  .discriminatedUnion(
    "grant_type",
    [passwordGrantSchema, refreshGrantSchema],
    "Only the grants password and refresh_token are offered",
  )
  .meta({
    id: "TokenRequest",
    description:
      "The password grant of OAuth 2.0, or its refresh token grant. `client_secret` may come along and plays no part.",
    // Without it generators take the names of the schemas for the values; the library leaves it out of an optional member.
    override: {
      discriminator: {
        propertyName: "grant_type",
        mapping: {
          password: "#/components/schemas/PasswordGrant",
          refresh_token: "#/components/schemas/RefreshGrant",
        },
      },
    },
  });

/** The form of `POST /api/users/token/revoke` (RFC 7009 §2.1); `token_type_hint` may come along and plays no part. */
export const revocationRequestSchema = z
  .object({
    token: z
      .string()
      .optional()
      .meta({ description: "An access or a refresh token; the web client may leave it to its cookie." }),
  })
  .meta({
    id: "RevocationRequest",
    description: "What is to count no more (RFC 7009 §2.1).",
    override: { required: ["token"] },
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
    refresh_token: z.string().optional().meta({
      description: "For one use, if `scope=offline_access` was asked for by another client than the web's.",
    }),
    scope: z
      .string()
      .optional()
      .meta({ description: "`offline_access`, where there is a refresh token.", examples: [OFFLINE_ACCESS] }),
  })
  .meta({ id: "Token" });

export type PasswordGrant = z.infer<typeof passwordGrantSchema>;
export type RefreshGrant = z.infer<typeof refreshGrantSchema>;
export type RevocationRequest = z.infer<typeof revocationRequestSchema>;
export type Token = z.infer<typeof tokenSchema>;
