import { z } from "zod";

/** The scope that asks for a refresh token (OpenID Connect Core 1.0 §11). */
export const OFFLINE_ACCESS = "offline_access";
/** The `client_id` of the site's own pages, whose refresh token is a cookie. */
export const WEB_CLIENT = "web";

const GRANT_TYPES = ["password", "refresh_token"] as const;

const parameters = z.object({
  grant_type: z
    .enum(GRANT_TYPES, "Only the grants password and refresh_token are offered")
    .default("password"),
  username: z
    .string()
    .optional()
    .meta({ description: "The email address, in any case.", examples: ["ada@example.com"] }),
  password: z
    .string()
    .optional()
    .meta({ format: "password", examples: ["correct horse battery staple"] }),
  refresh_token: z
    .string()
    .optional()
    .meta({ format: "password", description: "Of the grant `refresh_token`: the one that came last." }),
  scope: z
    .string()
    .optional()
    .meta({
      description: "`offline_access` asks for a refresh token; anything else plays no part.",
      examples: [OFFLINE_ACCESS],
    }),
  client_id: z
    .string()
    .optional()
    .meta({ description: "`web` has the refresh token sent as a cookie; anything else plays no part." }),
});

/** What the password grant takes (RFC 6749 §4.3.2). */
export interface PasswordGrant {
  grant_type: "password";
  /** The e-mail. */
  username: string;
  password: string;
  /** Whether a refresh token is asked for. */
  isOffline: boolean;
  isWeb: boolean;
}

/** What the refresh token's grant takes (RFC 6749 §6); of the web client, the token comes in a cookie. */
export interface RefreshGrant {
  grant_type: "refresh_token";
  refresh_token: string | undefined;
  isWeb: boolean;
}

/** The form of `POST /api/users/token`; `client_secret` may come along and plays no part. */
export const tokenRequestSchema = parameters
  .transform((form, context): PasswordGrant | RefreshGrant => {
    const { grant_type, username, password, refresh_token, scope = "", client_id } = form;
    const isWeb = client_id === WEB_CLIENT;
    if (grant_type === "refresh_token") return { grant_type, refresh_token, isWeb };
    const require = (name: string, message: string) =>
      context.addIssue({ code: "invalid_type", expected: "string", path: [name], message });
    if (username === undefined) require("username", "Send the email address as username");
    if (password === undefined) require("password", "Send the password");
    if (username === undefined || password === undefined) return z.NEVER;
    return {
      grant_type,
      username,
      password,
      isOffline: isWeb || scope.split(" ").includes(OFFLINE_ACCESS),
      isWeb,
    };
  })
  .meta({
    id: "TokenRequest",
    description:
      "The password grant of OAuth 2.0 (RFC 6749 §4.3.2), which needs `username` and `password`, or its refresh token grant " +
      "(§6), which needs `refresh_token`. `client_secret` may come along and plays no part.",
  });

/** The form of `POST /api/users/token/revoke` (RFC 7009 §2.1); `token_type_hint` may come along and plays no part. */
export const revocationRequestSchema = z
  .object({
    token: z
      .string()
      .optional()
      .meta({ description: "An access or a refresh token; the web client may leave it to its cookie." }),
  })
  .meta({ id: "RevocationRequest", description: "What is to count no more (RFC 7009 §2.1)." });

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

export type RevocationRequest = z.infer<typeof revocationRequestSchema>;
export type Token = z.infer<typeof tokenSchema>;
