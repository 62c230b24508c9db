import { z } from "zod";
import { contentField, titleField } from "./field-rules";
import { userPublicSchema } from "./user";

/** A post as the API returns it. Its dates are ISO 8601 in UTC. */
export const postSchema = z
  .object({
    id: z
      .int()
      .positive()
      .meta({ examples: [42] }),
    title: z.string().meta({ examples: ["On ink"] }),
    content: z.string().meta({
      description: "Markdown (CommonMark and GFM), exactly as sent.",
      examples: ["Black is not a color."],
    }),
    user_id: z
      .int()
      .positive()
      .meta({ description: "The author's id.", examples: [7] }),
    date_posted: z.iso.datetime().meta({ description: "In UTC.", examples: ["2026-11-23T18:24:15.474Z"] }),
    date_edited: z.iso
      .datetime()
      .nullable()
      .meta({
        description: "When the title or the text last changed, in UTC. Null until then.",
        examples: ["2026-11-24T07:05:31.902Z"],
      }),
    author: userPublicSchema,
  })
  .meta({ id: "Post" });

/** A page of a list of posts. */
export const postListSchema = z.array(postSchema);

/** The body of `POST /api/posts` and `PUT /api/posts/{id}`. */
export const postCreateSchema = z
  .object({ title: titleField, content: contentField })
  .meta({ id: "PostCreate" });

/** The body of `PATCH /api/posts/{id}`. Omitted members stay unchanged. */
export const postUpdateSchema = postCreateSchema.partial().meta({ id: "PostUpdate" });

export type Post = z.infer<typeof postSchema>;
export type PostCreate = z.infer<typeof postCreateSchema>;
export type PostUpdate = z.infer<typeof postUpdateSchema>;
