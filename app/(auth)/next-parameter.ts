export interface AuthPageProps {
  searchParams: Promise<{ next?: string | string[] }>;
}

/** Gives the page to go to after log-in as the address names it, which whoever made the link has chosen. */
export async function readNext({ searchParams }: AuthPageProps): Promise<string | undefined> {
  const { next } = await searchParams;
  return Array.isArray(next) ? next[0] : next;
}
