import type { Metadata } from "next";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { MailNotConfigured } from "@/components/auth/mail-not-configured";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";
import { isMailConfigured } from "@/lib/server/mail/mail";

export const metadata: Metadata = {
  title: "Forgot your password?",
  description: "Get a link to set a new password.",
};

export default function ForgotPasswordPage() {
  return (
    <Page title="Forgot your password?">
      {isMailConfigured() ? (
        <>
          <NoScriptNote>
            Asking for a new password needs JavaScript. Switch it on in your browser and reload the page.
          </NoScriptNote>
          <ForgotPasswordForm />
        </>
      ) : (
        <MailNotConfigured />
      )}
    </Page>
  );
}
