import { zodResolver } from "@hookform/resolvers/zod";
import { postCreateSchema } from "@/lib/schemas/post";

/** Checks a post as the server does. Loaded when a post is first sent. */
export const resolvePost = zodResolver(postCreateSchema);
