import type { PostCreate } from "@/lib/schemas/post";
import { postsByAda } from "./seed-posts/ada";
import { laterPostsByAda } from "./seed-posts/ada-later";
import { postsByDorota } from "./seed-posts/dorota";
import { laterPostsByDorota } from "./seed-posts/dorota-later";
import { postsByIdris } from "./seed-posts/idris";
import { laterPostsByIdris } from "./seed-posts/idris-later";

/** The fictional authors of the sample blog; the posts of each are in order, oldest first. */
export const SEED_AUTHORS: { username: string; email: string; posts: PostCreate[] }[] = [
  {
    username: "Ada Merrow",
    email: "ada@example.com",
    posts: [...postsByAda, ...laterPostsByAda],
  },
  {
    username: "Dorota Šípková",
    email: "dorota@example.com",
    posts: [...postsByDorota, ...laterPostsByDorota],
  },
  {
    username: "Idris Pell",
    email: "idris@example.com",
    posts: [...postsByIdris, ...laterPostsByIdris],
  },
];
