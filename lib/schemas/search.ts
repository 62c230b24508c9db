import { z } from "zod";
import { pageQuerySchema } from "./parameters";
import { SEARCH_MAX_LENGTH } from "./search-limits";

/** What people search for, in code points. */
export const searchParameter = z
  .string()
  .refine((q) => q !== "", "Enter a word")
  .refine((q) => [...q].length <= SEARCH_MAX_LENGTH, `Use at most ${SEARCH_MAX_LENGTH} characters`)
  .meta({
    description:
      "Lists only posts that have all these words in title or text, whatever their case and accents; the last word may be the start of " +
      "a longer one. Posts with all words in the title come first, then the others, each newest first. Quotes, operators and other " +
      "signs only separate words; without any word the list is empty. Chinese and Japanese are written without spaces: there, " +
      "characters match wherever each neighboring pair of them stands side by side.",
    override: { minLength: 1, maxLength: SEARCH_MAX_LENGTH },
    examples: ["ink pap"],
  });

/** The query parameters of a search. */
export const searchQuerySchema = pageQuerySchema.extend({ q: searchParameter });

export type SearchQuery = z.infer<typeof searchQuerySchema>;

/** The query parameters of the list of all posts, which `q` makes a search. */
export const postsQuerySchema = pageQuerySchema.extend({ q: searchParameter.optional() });
