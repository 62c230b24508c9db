"use client";

import { usePathname } from "next/navigation";
import { NavButton, NavLink, NavNote } from "../ui/nav-link";
import { AccountMenu } from "./account-menu";
import { useAuth } from "./use-auth";

/** Renders the account part of the bar; empty until the server has confirmed who is signed in, except without JavaScript. */
export function AccountNav({ isRegistrationOpen }: { isRegistrationOpen: boolean }) {
  const { state, logOut, retry } = useAuth();
  const pathname = usePathname();
  const current = (href: string) => (pathname === href ? ({ "aria-current": "page" } as const) : {});

  const signedOutLinks = (
    <>
      <NavLink href="/login" {...current("/login")}>
        Log in
      </NavLink>
      {isRegistrationOpen && (
        <NavLink href="/register" {...current("/register")}>
          Register
        </NavLink>
      )}
    </>
  );

  switch (state.status) {
    case "unknown":
      return <noscript>{signedOutLinks}</noscript>;
    case "signed-out":
      return signedOutLinks;
    case "signed-in":
      return (
        <>
          <NavLink href="/new" {...current("/new")}>
            New Post
          </NavLink>
          <AccountMenu user={state.user} />
          <NavButton onClick={logOut}>Log out</NavButton>
        </>
      );
    case "unavailable":
      return (
        <>
          <NavNote>{state.message}</NavNote>
          <NavButton onClick={retry}>Try again</NavButton>
        </>
      );
  }
}
