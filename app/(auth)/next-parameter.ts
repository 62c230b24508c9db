export interface AuthPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** Returns the `next` parameter: the page to open after login. Anyone can put any value into a link, so it is not trusted. */
export async function readNext({ searchParams }: AuthPageProps): Promise<string | undefined> {
  const { next } = await searchParams;
  return Array.isArray(next) ? next[0] : next;
}
