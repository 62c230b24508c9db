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

const LEDE = "Every problem that the API answers with: when it comes, and what to do.";

/** What registering under a name that is taken answers. */
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

export function generateMetadata(): Promise<Metadata> {
  return pageMetadata({ title: "Errors of the API", description: LEDE, path: PROBLEM_PAGE_PATH });
}

export default function ErrorsPage() {
  return (
    <div className="frame pt-12 pb-24 sm:pt-20">
      <DocsHeader title="Errors" lede={LEDE}>
        <p>
          An error is a problem document (<a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>). Its{" "}
          <code>code</code> is the word for programs, and its <code>type</code> leads to the entry below; its{" "}
          <code>detail</code> is a sentence for people, and <code>request_id</code> is what to quote when you
          report it. How to call the API stands on{" "}
          <Link href="/docs" prefetch={false}>
            its own page
          </Link>
          .
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
