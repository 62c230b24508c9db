import { pageQuerySchema, type PageQuery } from "@/lib/schemas/parameters";

export interface ListPageProps {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

/** Returns the page of a list that the URL asks for. Several cursors in one URL are invalid. */
export async function readListQuery({ searchParams }: ListPageProps): Promise<PageQuery> {
  const { cursor } = await searchParams;
  return pageQuerySchema.parse({ cursor: Array.isArray(cursor) ? "" : cursor });
}
