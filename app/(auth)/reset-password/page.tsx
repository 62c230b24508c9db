import type { Metadata } from "next";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { MailNotConfigured } from "@/components/auth/mail-not-configured";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";
import { isMailConfigured } from "@/lib/server/mail/mail";

export const metadata: Metadata = { title: "New password", robots: { index: false } };

export default function ResetPasswordPage() {
  return (
    <Page title="New password">
      {isMailConfigured() ? (
        <>
          <NoScriptNote>
            Setting a new password needs JavaScript. Switch it on in your browser and reload the page.
          </NoScriptNote>
          <ResetPasswordForm />
        </>
      ) : (
        <MailNotConfigured />
      )}
    </Page>
  );
}
