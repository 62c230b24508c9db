import type { Metadata } from "next";
import Link from "next/link";
import { RegisterForm } from "@/components/auth/register-form";
import { FormNote } from "@/components/ui/form";
import { Page } from "@/components/ui/page";
import { readNext, type AuthPageProps } from "../next-parameter";

export const metadata: Metadata = {
  title: "Register",
  description: "Create an account to write on Inkwell.",
};

export default async function RegisterPage(props: AuthPageProps) {
  const next = await readNext(props);
  return (
    <Page title="Register">
      <RegisterForm next={next} />
      <FormNote>
        Have an account already? <Link href={{ pathname: "/login", query: { next } }}>Log in</Link>
      </FormNote>
    </Page>
  );
}
