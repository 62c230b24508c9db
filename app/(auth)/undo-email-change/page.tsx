import type { Metadata } from "next";
import { UndoEmailChange } from "@/components/auth/undo-email-change";
import { MailPage } from "../mail-page";

export const metadata: Metadata = { title: "Undo the change of your email", robots: { index: false } };

export default function UndoEmailChangePage() {
  return (
    <MailPage title="Undo the change of your email" activity="Undoing the change">
      <UndoEmailChange />
    </MailPage>
  );
}
