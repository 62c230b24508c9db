"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { SEARCH_FIELD_MAX_LENGTH } from "@/lib/schemas/search-limits";

const BUSY = "input, textarea, select, [contenteditable]:not([contenteditable=false])";

/** Shows a field to search the posts in the bar, or a link to the page that has one. The key `/` leads to either field. */
export function SearchField() {
  const router = useRouter();
  useEffect(() => {
    const open = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (key !== "/" || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (target instanceof Element && target.closest(BUSY)) return;
      if (document.querySelector("[role=dialog]")) return;
      event.preventDefault();
      const fields = [...document.querySelectorAll<HTMLInputElement>("[role=search] input")];
      const shown = fields.find((field) => field.checkVisibility());
      if (shown) shown.focus();
      else router.push("/search");
    };
    addEventListener("keydown", open);
    return () => removeEventListener("keydown", open);
  }, [router]);

  return (
    <>
      <form role="search" action="/search" className="hidden w-40 shrink-0 lg:block">
        <div className="ruled">
          <input
            type="search"
            name="q"
            required
            maxLength={SEARCH_FIELD_MAX_LENGTH}
            aria-label="Search"
            placeholder="Search"
            className="h-9 w-full min-w-0 bg-transparent text-sm outline-none placeholder:text-muted"
          />
        </div>
      </form>
      <a
        href="/search"
        className="grid size-11 shrink-0 place-items-center text-muted hover:text-ink lg:hidden"
      >
        <span className="sr-only">Search</span>
        <svg
          viewBox="0 0 20 20"
          width="20"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinecap="round"
          aria-hidden
        >
          <circle cx="8.75" cy="8.75" r="5.5" />
          <path d="m13 13 4 4" />
        </svg>
      </a>
    </>
  );
}
