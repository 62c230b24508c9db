"use client";

import { dropEndedLogin } from "@/lib/client/signed-in-call";
import { ButtonLink } from "../ui/button-link";
import { LinkAction } from "./link-action";
import { Outcome } from "./outcome";

/** Takes back a change of the email, for owners whose account somebody else has changed. */
export function UndoEmailChange() {
  const reset = <ButtonLink href="/forgot-password">Set a new password</ButtonLink>;
  return (
    <LinkAction
      path="/users/undo-email-change"
      label="Undo the change"
      pendingLabel="Undoing…"
      onDone={dropEndedLogin}
      invalid={
        <Outcome title="This link does not work" actions={reset}>
          It is older than 7 days or was used already. If you cannot get into your account, have a link sent
          to set a new password.
        </Outcome>
      }
      done={
        <Outcome title="Your former email is back" actions={reset}>
          All devices are logged out, and the password does not work anymore. Have a link sent to set a new
          one.
        </Outcome>
      }
    >
      This gives the account back its former email, logs out all devices and invalidates the password. You
      then set a new password with a link that comes by mail.
    </LinkAction>
  );
}
