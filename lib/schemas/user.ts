import { z } from "zod";
import { emailField } from "./email";
import { newPasswordField } from "./field-rules";
import { usernameField } from "./username";

const userPublicFields = z.object({
  id: z
    .int()
    .positive()
    .meta({ examples: [7] }),
  username: z.string().meta({ examples: ["Ada Lovelace"] }),
  image_file: z
    .string()
    .nullable()
    .meta({ description: "Null for users without a picture.", examples: [null] }),
  image_path: z.string().meta({
    description: "Path of the user's picture as WebP, or of their initials as SVG.",
    examples: ["/images/initials-90-41-4c.svg"],
  }),
});

/** The public part of a user. */
export const userPublicSchema = userPublicFields.meta({
  id: "UserPublic",
  description: "The public part of a user.",
});

/** A user with the members that only the user may see. */
export const userPrivateSchema = userPublicFields
  .extend({
    email: z.string().meta({ examples: ["ada@example.com"] }),
    email_verified: z.boolean().meta({ description: "Whether a link that was sent to `email` was used." }),
    pending_email: z
      .string()
      .nullable()
      .meta({
        description: "The address that replaces `email` once the link that was sent to it is used.",
        examples: [null],
      }),
  })
  .meta({ id: "UserPrivate", description: "A user with the members that only the user may see." });

/** The body of `POST /api/users`. */
export const userCreateSchema = z
  .object({ username: usernameField, email: emailField, password: newPasswordField })
  .meta({ id: "UserCreate" });

/** The body of `PATCH /api/users/{id}`. Omitted members stay unchanged. */
export const userUpdateSchema = userCreateSchema
  .omit({ password: true })
  .partial()
  .meta({ id: "UserUpdate" });

/** The body of `PUT /api/users/me/password`. */
export const passwordChangeSchema = z
  .object({
    current_password: z
      .string("Enter your current password")
      .min(1, "Enter your current password")
      .meta({ format: "password", examples: ["correct horse battery staple"] }),
    new_password: newPasswordField,
  })
  .meta({ id: "PasswordChange" });

export type PasswordChange = z.infer<typeof passwordChangeSchema>;
export type UserPublic = z.infer<typeof userPublicSchema>;
export type UserPrivate = z.infer<typeof userPrivateSchema>;
export type UserUpdate = z.infer<typeof userUpdateSchema>;
export type UserCreate = z.infer<typeof userCreateSchema>;
