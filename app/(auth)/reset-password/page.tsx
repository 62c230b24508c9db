import type { Metadata } from "next";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { MailPage } from "../mail-page";

export const metadata: Metadata = { title: "New password", robots: { index: false } };

export default function ResetPasswordPage() {
  return (
    <MailPage title="New password" activity="Setting a new password">
      <ResetPasswordForm />
    </MailPage>
  );
}
