import "server-only";
import { listNewestPosts } from "../posts/post-service";
import { site } from "../site";
import { requireUserPublic } from "../users/user-service";
import { toAtom } from "./feed-view";

const FEED_POSTS = 20;

/** Returns the Atom feed of the newest posts, or undefined without `SITE_URL`: a feed needs absolute URLs. */
export async function buildSiteFeed(): Promise<string | undefined> {
  if (site.url === undefined) return undefined;
  const posts = await listNewestPosts({}, FEED_POSTS);
  const { name: title, description: subtitle } = site;
  return toAtom({ title, subtitle, path: "/feed.xml", pagePath: "/", posts }, site.url);
}

/**
 * Returns the Atom feed of an author's newest posts, or undefined without `SITE_URL`.
 *
 * @throws {AppError} `user-not-found`
 */
export async function buildAuthorFeed(authorId: number): Promise<string | undefined> {
  if (site.url === undefined) return undefined;
  const { username } = await requireUserPublic(authorId);
  const posts = await listNewestPosts({ authorId }, FEED_POSTS);
  return toAtom(
    {
      title: `${username} · ${site.name}`,
      subtitle: `Posts by ${username} on ${site.name}.`,
      path: `/users/${authorId}/feed.xml`,
      pagePath: `/users/${authorId}/posts`,
      posts,
    },
    site.url,
  );
}
