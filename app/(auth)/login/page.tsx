import type { Metadata } from "next";
import Link from "next/link";
import { LoginForm } from "@/components/auth/login-form";
import { FormNote } from "@/components/ui/form";
import { NoScriptNote } from "@/components/ui/no-script-note";
import { Page } from "@/components/ui/page";
import { site } from "@/lib/server/site";
import { isRegistrationOpen } from "@/lib/server/users/user-service";
import { readNext, type AuthPageProps } from "../next-parameter";

export const metadata: Metadata = { title: "Log in", description: `Log in to write on ${site.name}.` };

export default async function LoginPage(props: AuthPageProps) {
  const next = await readNext(props);
  return (
    <Page title="Log in">
      <NoScriptNote what="Logging in" />
      <LoginForm next={next} />
      {isRegistrationOpen() && (
        <FormNote>
          New to <bdi>{site.name}</bdi>?{" "}
          <Link href={{ pathname: "/register", query: { next } }}>Register</Link>
        </FormNote>
      )}
    </Page>
  );
}
