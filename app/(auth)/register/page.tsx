import type { Metadata } from "next";
import Link from "next/link";
import { RegisterForm } from "@/components/auth/register-form";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { FormNote } from "@/components/ui/form";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";
import { site } from "@/lib/server/site";
import { isRegistrationOpen } from "@/lib/server/users/user-service";
import { readNext, type AuthPageProps } from "../next-parameter";

export const metadata: Metadata = {
  title: "Register",
  description: `Create an account to write on ${site.name}.`,
};

export default async function RegisterPage(props: AuthPageProps) {
  const next = await readNext(props);
  const login = { pathname: "/login", query: { next } };
  if (!isRegistrationOpen()) {
    return (
      <Page title="Register">
        <EmptyState title="Registration is closed" action={<ButtonLink href={login}>Log in</ButtonLink>}>
          The people who run this site create its accounts. Ask them for one, or log in with yours.
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title="Register">
      <NoScriptNote what="Registering" />
      <RegisterForm next={next} />
      <FormNote>
        Have an account already? <Link href={login}>Log in</Link>
      </FormNote>
    </Page>
  );
}
