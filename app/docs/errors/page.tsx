import type { Metadata } from "next";
import Link from "next/link";
import { pageMetadata } from "@/app/page-metadata";
import { DocsHeader } from "@/components/docs/docs-header";
import { ProblemEntry } from "@/components/docs/problem-entry";
import {
  PROBLEM_PAGE_PATH,
  PROBLEMS,
  problemType,
  type Problem,
  type ProblemCode,
} from "@/lib/schemas/problem";
import { RESPONSE_HEADERS } from "@/lib/schemas/response-headers";

const LEDE = "Every error of the API: when it occurs and what to do.";

/** The response to a registration with a username that exists. */
const EXAMPLE = JSON.stringify(
  {
    type: problemType("username-taken"),
    title: PROBLEMS["username-taken"].title,
    status: PROBLEMS["username-taken"].status,
    detail: PROBLEMS["username-taken"].detail,
    code: "username-taken",
    request_id: RESPONSE_HEADERS["X-Request-Id"].example,
    errors: [{ pointer: "#/username", detail: PROBLEMS["username-taken"].detail, code: "username-taken" }],
  } satisfies Problem,
  null,
  2,
);

export function generateMetadata(): Metadata {
  return pageMetadata({ title: "API errors", description: LEDE, path: PROBLEM_PAGE_PATH });
}

export default function ErrorsPage() {
  return (
    <div className="frame pt-12 pb-24 sm:pt-20">
      <DocsHeader title="Errors" lede={LEDE}>
        <p>
          Errors are problem documents (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>).
          Programs read <code>code</code>, people read <code>detail</code>, and <code>type</code> links to the
          entry below. Quote <code>request_id</code> when you report an error. The{" "}
          <Link href="/docs" prefetch={false}>
            API page
          </Link>{" "}
          describes the endpoints.
        </p>
        <pre className="mt-6 bg-surface px-4 py-3.5 text-xs whitespace-pre-wrap">{EXAMPLE}</pre>
      </DocsHeader>
      <div className="mt-14 border-t border-ink sm:mt-20">
        {(Object.keys(PROBLEMS) as ProblemCode[]).map((code) => (
          <ProblemEntry key={code} code={code} />
        ))}
      </div>
    </div>
  );
}
