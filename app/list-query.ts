import { pageQuerySchema, type PageQuery } from "@/lib/schemas/parameters";

export interface ListPageProps {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

/** Gives which page of a list an address asks for; one that names several cursors asks for none. */
export async function readListQuery({ searchParams }: ListPageProps): Promise<PageQuery> {
  const { cursor } = await searchParams;
  return pageQuerySchema.parse({ cursor: Array.isArray(cursor) ? "" : cursor });
}
