import Link from "next/link";
import { Drop } from "./ui/drop";

const LINK =
  "inline-flex h-11 items-center px-2 text-ink decoration-1 underline-offset-[0.35em] hover:underline";

/** Renders the colophon and the links to the feed and to the API documentation. */
export function SiteFooter({ siteName, hasFeed }: { siteName: string; hasFeed: boolean }) {
  return (
    <footer className="frame">
      {/* As high as with its links, which the browser may receive after the first paint. */}
      <div className="flex min-h-20.25 items-center gap-2.5 border-t border-hairline py-4.5 text-xs text-muted">
        <Drop size={13} />
        <p className="min-w-0 wrap-anywhere">
          <bdi>{siteName}</bdi>, set in Newsreader and Instrument Sans.
        </p>
        <div className="-mr-2 ml-auto flex">
          {hasFeed && (
            <a href="/feed.xml" className={LINK}>
              Feed
            </a>
          )}
          {/* Not prefetched: few visitors open it. */}
          <Link href="/docs" prefetch={false} className={LINK}>
            API
          </Link>
        </div>
      </div>
    </footer>
  );
}
