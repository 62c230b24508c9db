import { ButtonLink } from "../ui/button-link";
import { EmptyState } from "../ui/empty-state";

/** Says, in place of a form, that the site cannot send mail. */
export function MailNotConfigured() {
  return (
    <EmptyState
      title="This site cannot send mail"
      action={
        <ButtonLink href="/login" variant="quiet">
          Back to the login
        </ButtonLink>
      }
    >
      If you cannot log in, ask the people who run it. They can set a new password for you.
    </EmptyState>
  );
}
