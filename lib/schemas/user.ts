import { z } from "zod";
import { emailField, idParameter, newPasswordField, usernameField } from "./field-rules";

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

/** The path of one user. */
export const userParamsSchema = z.object({ userId: idParameter });

export type UserPublic = z.infer<typeof userPublicSchema>;
export type UserPrivate = z.infer<typeof userPrivateSchema>;
export type UserCreate = z.infer<typeof userCreateSchema>;
