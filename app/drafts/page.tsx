import type { Metadata } from "next";
import { DraftList } from "@/components/editor/draft-list";
import { Page } from "@/components/ui/page";

export const metadata: Metadata = { title: "Drafts", robots: { index: false } };

export default function DraftsPage() {
  return (
    <Page title="Drafts">
      <DraftList />
    </Page>
  );
}
