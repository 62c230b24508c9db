import type { ReactNode } from "react";
import { MailNotConfigured } from "@/components/auth/mail-not-configured";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";
import { isMailConfigured } from "@/lib/server/mail/mail";

interface MailPageProps {
  title: string;
  /** What the form does, as the subject of a sentence. */
  activity: string;
  children: ReactNode;
}

/** Renders a page with a form that needs mail, or says that the site cannot send any. */
export function MailPage({ title, activity, children }: MailPageProps) {
  if (!isMailConfigured()) {
    return (
      <Page title={title}>
        <MailNotConfigured />
      </Page>
    );
  }
  return (
    <Page title={title}>
      <NoScriptNote what={activity} />
      {children}
    </Page>
  );
}
