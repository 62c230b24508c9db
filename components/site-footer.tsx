import Link from "next/link";
import { Drop } from "./ui/drop";

/** Renders the colophon and the link to the API documentation. */
export function SiteFooter({ siteName }: { siteName: string }) {
  return (
    <footer className="frame">
      <div className="flex items-center gap-2.5 border-t border-hairline py-4.5 text-xs text-muted">
        <Drop size={13} />
        <p className="min-w-0 wrap-anywhere">
          <bdi>{siteName}</bdi>, set in Newsreader and Instrument Sans.
        </p>
        {/* Not prefetched: few visitors open it. */}
        <Link
          href="/docs"
          prefetch={false}
          className="-mr-2 ml-auto inline-flex h-11 items-center px-2 text-ink decoration-1 underline-offset-[0.35em] hover:underline"
        >
          API
        </Link>
      </div>
    </footer>
  );
}
