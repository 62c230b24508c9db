import type { Metadata } from "next";
import Link from "next/link";
import { pageMetadata } from "@/app/page-metadata";
import { ApiExplorer } from "@/components/docs/api-explorer";
import { DocsHeader } from "@/components/docs/docs-header";
import { PROBLEM_PAGE_PATH } from "@/lib/schemas/problem";

const LEDE = "Your programs can do everything that the pages do, over HTTP and in JSON.";

export function generateMetadata(): Metadata {
  return pageMetadata({ title: "The API", description: LEDE, path: "/docs" });
}

export default function DocsPage() {
  return (
    <div className="frame pt-12 pb-24 sm:pt-20">
      <DocsHeader title="The API" lede={LEDE}>
        <ol className="list-decimal space-y-2 pl-5 marker:text-muted">
          <li>
            Register with <code>POST /api/users</code> or on the{" "}
            <Link href="/register">registration page</Link>.
          </li>
          <li>
            Log in with <code>POST /api/users/token</code> and send the access token as{" "}
            <code>Authorization: Bearer …</code>. On this page, the Authorize button does both.
          </li>
          <li>
            Publish with <code>POST /api/posts</code>. Reading requires no token.
          </li>
        </ol>
        <p className="mt-6 text-sm text-muted">
          Generate clients from <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). The{" "}
          <Link href={PROBLEM_PAGE_PATH} prefetch={false}>
            list of errors
          </Link>{" "}
          explains each error code.
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
              This list requires JavaScript.{" "}
              <a href="/api/openapi.json" className="link">
                openapi.json
              </a>{" "}
              describes all endpoints, too.
            </p>
          </noscript>
          <ApiExplorer />
        </div>
      </section>
    </div>
  );
}
