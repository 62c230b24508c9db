import type { Metadata } from "next";
import Link from "next/link";
import { pageMetadata } from "@/app/page-metadata";
import { ApiExplorer } from "@/components/docs/api-explorer";
import { DocsHeader } from "@/components/docs/docs-header";
import { PROBLEM_PAGE_PATH } from "@/lib/schemas/problem";

const LEDE = "What Inkwell's own pages do, a program of yours can do, too: over HTTP, in JSON.";

export function generateMetadata(): Promise<Metadata> {
  return pageMetadata({ title: "The API", description: LEDE, path: "/docs" });
}

export default function DocsPage() {
  return (
    <div className="frame pt-12 pb-24 sm:pt-20">
      <DocsHeader title="The API" lede={LEDE}>
        <ol className="list-decimal space-y-2 pl-5 marker:text-muted">
          <li>
            Register with <code>POST /api/users</code>, or on{" "}
            <Link href="/register">the page for people</Link>.
          </li>
          <li>
            Log in with <code>POST /api/users/token</code>, and send the access token along as{" "}
            <code>Authorization: Bearer …</code>. On this page, Authorize does both.
          </li>
          <li>
            Publish with <code>POST /api/posts</code>. Reading wants no token.
          </li>
        </ol>
        <p className="mt-6 text-sm text-muted">
          For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). When something goes wrong:{" "}
          <Link href={PROBLEM_PAGE_PATH} prefetch={false}>
            every error, and what to do
          </Link>
          .
        </p>
      </DocsHeader>
      <section
        aria-labelledby="endpoints"
        className="mt-14 columns-page gap-y-4 border-t border-ink pt-5 sm:mt-20"
      >
        <h2 id="endpoints" className="font-sans text-sm font-medium">
          Endpoints
        </h2>
        <div className="min-w-0">
          <noscript>
            <p>
              Trying the endpoints here takes JavaScript. Their whole description is in{" "}
              <a href="/api/openapi.json" className="link">
                openapi.json
              </a>
              .
            </p>
          </noscript>
          <ApiExplorer />
        </div>
      </section>
    </div>
  );
}
