import type { Metadata } from "next";
import { VerifyEmail } from "@/components/auth/verify-email";
import { MailPage } from "../mail-page";

export const metadata: Metadata = { title: "Confirm your email", robots: { index: false } };

export default function VerifyEmailPage() {
  return (
    <MailPage title="Confirm your email" activity="Confirming your email">
      <VerifyEmail />
    </MailPage>
  );
}
