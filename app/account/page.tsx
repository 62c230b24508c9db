import type { Metadata } from "next";
import { AccountOverview } from "@/components/account/account-overview";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";

export const metadata: Metadata = { title: "Account", robots: { index: false } };

export default function AccountPage() {
  return (
    <Page title="Account">
      <NoScriptNote what="Your account" />
      <AccountOverview />
    </Page>
  );
}
