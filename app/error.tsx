"use client";

import type { ComponentProps } from "react";
import { ErrorNotice } from "@/components/error-notice";

/** Replaces the content of a page that failed, inside the layout. */
export default function ErrorPage(props: ComponentProps<typeof ErrorNotice>) {
  return <ErrorNotice {...props} />;
}
