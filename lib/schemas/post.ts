import { z } from "zod";
import { contentField, titleField } from "./field-rules";
import { userPublicSchema } from "./user";

/** A post, as anyone may see it; `date_posted` is ISO 8601 in UTC. */
export const postSchema = z.object({
  id: z.int().positive(),
  title: z.string(),
  content: z.string(),
  user_id: z.int().positive(),
  date_posted: z.iso.datetime(),
  author: userPublicSchema,
});

/** The body of `POST /api/posts` and `PUT /api/posts/{id}`. */
export const postCreateSchema = z.object({ title: titleField, content: contentField });

/** The body of `PATCH /api/posts/{id}`: what is left out stays as it is. */
export const postUpdateSchema = postCreateSchema.partial();

export type Post = z.infer<typeof postSchema>;
export type PostCreate = z.infer<typeof postCreateSchema>;
export type PostUpdate = z.infer<typeof postUpdateSchema>;
