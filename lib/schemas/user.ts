import { z } from "zod";
import { emailField, newPasswordField, usernameField } from "./field-rules";

/** What anyone may see of a user. */
export const userPublicSchema = z.object({
  id: z.int().positive(),
  username: z.string(),
  image_file: z.string().nullable(),
  image_path: z.string(),
});

/** What a user alone may see of their account. */
export const userPrivateSchema = userPublicSchema.extend({ email: z.string() });

/** The body of `POST /api/users`. */
export const userCreateSchema = z.object({
  username: usernameField,
  email: emailField,
  password: newPasswordField,
});

/** What a user may change of their account. */
export const userProfileSchema = userCreateSchema.omit({ password: true });

/** The body of `PATCH /api/users/{id}`: what is left out stays as it is. */
export const userUpdateSchema = userProfileSchema.partial();

export type UserPublic = z.infer<typeof userPublicSchema>;
export type UserPrivate = z.infer<typeof userPrivateSchema>;
export type UserUpdate = z.infer<typeof userUpdateSchema>;
export type UserCreate = z.infer<typeof userCreateSchema>;
