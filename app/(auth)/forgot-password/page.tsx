import type { Metadata } from "next";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { MailPage } from "../mail-page";

export const metadata: Metadata = {
  title: "Forgot your password?",
  description: "Get a link to set a new password.",
};

export default function ForgotPasswordPage() {
  return (
    <MailPage title="Forgot your password?" activity="Asking for a new password">
      <ForgotPasswordForm />
    </MailPage>
  );
}
