import socialPicture from "@/app/pictures/social.png";
import { excerptOf } from "@/components/posts/excerpt";
import type { Post } from "@/lib/schemas/post";
import { site } from "@/lib/server/site";

/** Renders what search engines read about a post (schema.org, JSON-LD 1.1 §7). Browsers do not run it, so it needs no nonce. */
export function PostJsonLd({ post }: { post: Post }) {
  // No text in it can end the element.
  const json = JSON.stringify(toJsonLd(post)).replaceAll("<", "\\u003c");
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}

function toJsonLd({ id, title, content, date_posted, date_edited, author }: Post) {
  const toUrl = (path: string) => (site.url === undefined ? undefined : site.url + path);
  return {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    headline: title,
    description: excerptOf(content),
    datePublished: date_posted,
    dateModified: date_edited ?? date_posted,
    mainEntityOfPage: toUrl(`/posts/${id}`),
    image: toUrl(socialPicture.src),
    author: { "@type": "Person", name: author.username, url: toUrl(`/users/${author.id}/posts`) },
    publisher: { "@type": "Organization", name: site.name, url: toUrl("/") },
  };
}
