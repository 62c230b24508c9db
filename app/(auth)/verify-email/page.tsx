import type { Metadata } from "next";
import { VerifyEmail } from "@/components/auth/verify-email";
import { MailNotConfigured } from "@/components/auth/mail-not-configured";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";
import { isMailConfigured } from "@/lib/server/mail/mail";

export const metadata: Metadata = { title: "Confirm your email", robots: { index: false } };

export default function VerifyEmailPage() {
  return (
    <Page title="Confirm your email">
      {isMailConfigured() ? (
        <>
          <NoScriptNote>
            Confirming your email needs JavaScript. Switch it on in your browser and reload the page.
          </NoScriptNote>
          <VerifyEmail />
        </>
      ) : (
        <MailNotConfigured />
      )}
    </Page>
  );
}
