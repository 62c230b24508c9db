import type { Metadata } from "next";
import { UndoEmailChange } from "@/components/auth/undo-email-change";
import { MailNotConfigured } from "@/components/auth/mail-not-configured";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";
import { isMailConfigured } from "@/lib/server/mail/mail";

export const metadata: Metadata = { title: "Undo the change of your email", robots: { index: false } };

export default function UndoEmailChangePage() {
  return (
    <Page title="Undo the change of your email">
      {isMailConfigured() ? (
        <>
          <NoScriptNote>
            Undoing the change needs JavaScript. Switch it on in your browser and reload the page.
          </NoScriptNote>
          <UndoEmailChange />
        </>
      ) : (
        <MailNotConfigured />
      )}
    </Page>
  );
}
