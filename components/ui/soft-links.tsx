"use client";

import { useRouter } from "next/navigation";
import { useTransition, type ComponentProps, type MouseEvent } from "react";
import { ProgressLine } from "./navigation-progress";

/**
 * Opens the plain links inside it through the router of Next.js, without a full page load and without prefetching. One
 * handler serves all links of a list: rendering 40 `Link`s takes the server 0.5 ms instead of 0.1 ms for plain ones, which is a
 * fifth of the time for a whole page.
 */
export function SoftLinks(props: Omit<ComponentProps<"div">, "onClick">) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();

  const follow = (event: MouseEvent<HTMLDivElement>) => {
    const opensElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (event.defaultPrevented || opensElsewhere || !(event.target instanceof Element)) return;
    const link = event.target.closest("a");
    if (link?.origin !== location.origin) return;
    event.preventDefault();
    startTransition(() => router.push(link.href));
  };

  return (
    <>
      {/* eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- users click and focus the links inside; Enter on a link is a click */}
      <div {...props} onClick={follow} />
      {isPending && <ProgressLine />}
    </>
  );
}
