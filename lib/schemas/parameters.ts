import { z } from "zod";

export const PAGE_LIMIT_MAX = 100;
export const PAGE_LIMIT_DEFAULT = 20;

/** The largest id that every supported database can hold in an id column (a 32-bit signed integer). */
const ID_MAX = 2_147_483_647;
/** Ids begin at 1, so no row has this one. */
const ID_OF_NO_ROW = 0;

/** How many posts a page has. */
export const limitParameter = z
  .string()
  .regex(/^\d+$/, "Use a whole number")
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= PAGE_LIMIT_MAX, `Use a number from 1 to ${PAGE_LIMIT_MAX}`)
  .default(PAGE_LIMIT_DEFAULT)
  .meta({
    description: "How many posts a page has.",
    // What arrives is text; what is meant is a number.
    override: {
      type: "integer",
      pattern: undefined,
      minimum: 1,
      maximum: PAGE_LIMIT_MAX,
      default: PAGE_LIMIT_DEFAULT,
    },
  });

/** An id in a path: decimal digits alone; one that is too large for any row becomes one that no row has. */
export const idParameter = z
  .string()
  .regex(/^\d+$/, "Use a whole number")
  .transform((digits) => (Number(digits) <= ID_MAX ? Number(digits) : ID_OF_NO_ROW))
  .meta({ override: { type: "integer", pattern: undefined, minimum: 1, examples: [7] } });

/** The path of one user, one post or one session. */
export const idParamsSchema = z.object({ id: idParameter });

const cursorParameter = z
  .string()
  .meta({ description: "Where the page before ended, as its `Link` gave it; none for the newest posts." });

/** The query of a list of posts. */
export const pageQuerySchema = z.object({ limit: limitParameter, cursor: cursorParameter.optional() });

export type PageQuery = z.infer<typeof pageQuerySchema>;
