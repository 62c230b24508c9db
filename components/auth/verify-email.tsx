"use client";

import { useState } from "react";
import { callSignedIn } from "@/lib/client/signed-in-call";
import type { UserPrivate } from "@/lib/schemas/user";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { LinkAction } from "./link-action";
import { Outcome } from "./outcome";
import { useAuth } from "./use-auth";
import { useResend } from "./use-resend";

/** Confirms an email: that of a new account, or the one that replaces it. The browser need not be logged in. */
export function VerifyEmail() {
  const { state, setUser } = useAuth();
  const [newEmail, setNewEmail] = useState<string>();

  /** Shows the change in this browser, if its user is the owner of the account. */
  async function reloadUser() {
    if (state.status !== "signed-in") return;
    const user = await callSignedIn<UserPrivate>({ path: "/users/me" }).catch(() => undefined);
    if (user === undefined) return;
    if (user.email !== state.user.email) setNewEmail(user.email);
    setUser(user);
  }

  return (
    <LinkAction
      path="/users/verify-email"
      label="Confirm"
      pendingLabel="Confirming…"
      onDone={reloadUser}
      refusals={{ "email-taken": <TakenEmail /> }}
      invalid={<InvalidLink />}
      done={
        <Outcome
          title="Your email is confirmed"
          actions={
            state.status === "signed-in" ? (
              <ButtonLink href="/">Start reading</ButtonLink>
            ) : (
              <ButtonLink href="/login">Log in</ButtonLink>
            )
          }
        >
          {newEmail === undefined ? (
            "You can close this page, or go on here."
          ) : (
            <>
              From now on you log in with <bdi className="text-ink">{newEmail}</bdi>.
            </>
          )}
        </Outcome>
      }
    >
      Confirm that the mail with this link came to your own address.
    </LinkAction>
  );
}

/** Says that another account got the new address first. */
function TakenEmail() {
  const { state } = useAuth();
  const isSignedIn = state.status === "signed-in";
  return (
    <Outcome
      title="Another account has this address"
      actions={
        <ButtonLink href={isSignedIn ? "/account" : "/login?next=%2Faccount"}>
          {isSignedIn ? "Open your account" : "Log in"}
        </ButtonLink>
      }
    >
      It was registered before you confirmed it, so your account keeps the email that it has. You can choose
      another one in your account.
    </Outcome>
  );
}

/** Says what to do about a link that does not work, which depends on who is signed in. */
function InvalidLink() {
  const { state } = useAuth();
  const { isPending, isSent, error, send } = useResend();
  const title = "This link does not work";
  const reason = "It is older than 24 hours, was used already, or a newer one was sent.";
  if (state.status !== "signed-in") {
    return (
      <Outcome title={title} actions={<ButtonLink href="/login?next=%2Faccount">Log in</ButtonLink>}>
        {reason} If your email is not confirmed yet, log in and have a new link sent to you.
      </Outcome>
    );
  }
  const { email, email_verified, pending_email } = state.user;
  if (email_verified && pending_email === null) {
    return (
      <Outcome title={title} actions={<ButtonLink href="/">Start reading</ButtonLink>}>
        {reason} There is nothing left to do: <bdi className="text-ink">{email}</bdi> is confirmed.
      </Outcome>
    );
  }
  return (
    <Outcome
      title={title}
      actions={
        pending_email !== null ? (
          <ButtonLink href="/account">Open your account</ButtonLink>
        ) : (
          !isSent && (
            <Button pending={isPending} pendingLabel="Sending…" onClick={send}>
              Send a new link
            </Button>
          )
        )
      }
    >
      {error ?? (isSent ? "Sent. If nothing arrives, check the spam folder." : reason)}
    </Outcome>
  );
}
