import { z } from "zod";

export const PAGE_LIMIT_MAX = 100;
export const PAGE_LIMIT_DEFAULT = 20;
/** The largest size of all texts on a page, in KiB. A single longer text still gets a page of its own. */
export const PAGE_MAX_KIB = 512;

/** The largest id that fits into the id column of every supported database: a signed 32-bit integer. */
const ID_MAX = 2_147_483_647;
/** Ids start at 1, so no row has this id. */
const ID_OF_NO_ROW = 0;

/** The largest number of posts on a page. */
export const limitParameter = z
  .string()
  .regex(/^\d+$/, "Use a whole number")
  .transform(Number)
  .refine((limit) => limit >= 1 && limit <= PAGE_LIMIT_MAX, `Use a number from 1 to ${PAGE_LIMIT_MAX}`)
  .default(PAGE_LIMIT_DEFAULT)
  .meta({
    description: `The largest number of posts on a page. A page ends earlier if its texts would exceed ${PAGE_MAX_KIB} KiB.`,
    // The query carries text, but the API document should show a number.
    override: {
      type: "integer",
      pattern: undefined,
      minimum: 1,
      maximum: PAGE_LIMIT_MAX,
      default: PAGE_LIMIT_DEFAULT,
    },
  });

/** An id in a path: decimal digits only. An id that is too large for the database becomes one that no row has. */
export const idParameter = z
  .string()
  .regex(/^\d+$/, "Use a whole number")
  .transform((digits) => (Number(digits) <= ID_MAX ? Number(digits) : ID_OF_NO_ROW))
  .meta({ override: { type: "integer", pattern: undefined, minimum: 1, examples: [7] } });

/** The path parameters of a single user, post or session. */
export const idParamsSchema = z.object({ id: idParameter });

const cursorParameter = z.string().meta({
  description:
    "Where the previous page ended, taken from its `Link` header. Omit it to get the newest posts.",
});

/** The query parameters of a list of posts. */
export const pageQuerySchema = z.object({ limit: limitParameter, cursor: cursorParameter.optional() });

export type PageQuery = z.infer<typeof pageQuerySchema>;
