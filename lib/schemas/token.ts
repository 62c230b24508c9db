import { z } from "zod";
import { OFFLINE_ACCESS } from "./oauth-names";

/** Name of the cookie that holds the refresh token of the web client. */
export const REFRESH_COOKIE = "refresh_token";

const clientId = z
  .string()
  .optional()
  .meta({ description: "With `web`, the refresh token is sent in a cookie. Any other value is ignored." });

const passwordGrantSchema = z
  .object({
    grant_type: z.literal("password").optional().meta({ description: "The default." }),
    username: z
      .string("Send the email address as username")
      .regex(/\S/, "Send the email address as username")
      .meta({ description: "The email address, in upper or lower case.", examples: ["ada@example.com"] }),
    password: z
      .string("Send the password")
      .meta({ format: "password", examples: ["correct horse battery staple"] }),
    scope: z
      .string()
      .optional()
      .meta({
        description: "`offline_access` requests a refresh token. Other scopes are ignored.",
        examples: [OFFLINE_ACCESS],
      }),
    client_id: clientId,
  })
  .meta({
    id: "PasswordGrant",
    description: "The password grant (RFC 6749 §4.3.2).",
    override: { required: ["grant_type", "username", "password"] },
  });

/** API clients must send the token. This site's own pages send it in a cookie instead. */
const refreshGrantSchema = z
  .object({
    grant_type: z.literal("refresh_token"),
    refresh_token: z
      .string()
      .optional()
      .meta({ format: "password", description: "The newest refresh token of the session." }),
    access_token_hint: z.string().optional().meta({
      format: "password",
      description:
        "The access token to be replaced, expired or not. A refresh token of another session is then rejected. This site's own pages send it.",
    }),
    client_id: clientId,
  })
  .meta({
    id: "RefreshGrant",
    description: "The refresh token grant (RFC 6749 §6).",
    override: { required: ["grant_type", "refresh_token"] },
  });

/** The form of `POST /api/users/token`. A `client_secret` is accepted and ignored. */
export const tokenRequestSchema = z
  .discriminatedUnion(
    "grant_type",
    [passwordGrantSchema, refreshGrantSchema],
    "Use the grant type password or refresh_token",
  )
  .meta({
    id: "TokenRequest",
    description:
      "The password grant or the refresh token grant of OAuth 2.0. `client_secret` is accepted and ignored.",
    // Without this mapping, code generators use the schema names as values. zod-openapi omits it for optional members.
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

/** The form of `POST /api/users/token/revoke` (RFC 7009 §2.1). A `token_type_hint` is accepted and ignored. */
export const revocationRequestSchema = z
  .object({
    token: z.string().optional().meta({
      description: "An access or refresh token. The web client may omit it and rely on its cookie.",
    }),
  })
  .meta({
    id: "RevocationRequest",
    description: "The token to revoke (RFC 7009 §2.1).",
    override: { required: ["token"] },
  });

/** A successful response of the token endpoint (RFC 6749 §5.1). */
export const tokenSchema = z
  .object({
    access_token: z.string().meta({
      description: "A JWT (RFC 7519) to send as `Authorization: Bearer …`.",
      examples: ["eyJhbGciOiJIUzI1NiIs…"],
    }),
    token_type: z.literal("bearer"),
    expires_in: z
      .int()
      .positive()
      .meta({ description: "Lifetime of the access token in seconds.", examples: [1800] }),
    refresh_token: z.string().optional().meta({
      description:
        "Can be used once. Present if the scope `offline_access` was requested, except for `client_id=web`.",
    }),
    scope: z
      .string()
      .optional()
      .meta({ description: "`offline_access` if a refresh token was issued.", examples: [OFFLINE_ACCESS] }),
  })
  .meta({ id: "Token" });

export type PasswordGrant = z.infer<typeof passwordGrantSchema>;
export type RefreshGrant = z.infer<typeof refreshGrantSchema>;
export type RevocationRequest = z.infer<typeof revocationRequestSchema>;
export type Token = z.infer<typeof tokenSchema>;
