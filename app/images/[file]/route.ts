import { findImage } from "@/lib/server/pictures/picture-service";

/** An image runs and loads nothing, should a browser show it as a page. */
const HEADERS = { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox" };
/** The path of an image contains a hash of its content, or all that it shows. */
const CACHE_CONTROL = "public, max-age=31536000, immutable";

interface ImageContext {
  params: Promise<{ file: string }>;
}

/** Serves the pictures of people, from the database, and the initials of those who have none. */
export async function GET(_request: Request, { params }: ImageContext): Promise<Response> {
  const image = await findImage((await params).file);
  if (image === undefined)
    return new Response(null, { status: 404, headers: { ...HEADERS, "Cache-Control": "no-store" } });
  return new Response(image.content, {
    headers: { ...HEADERS, "Content-Type": image.type, "Cache-Control": CACHE_CONTROL },
  });
}
