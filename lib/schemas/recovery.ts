import { z } from "zod";
import { normalizeLoginEmail } from "./email";
import { newPasswordField } from "./field-rules";

/** How long the link to choose a new password works. */
export const RESET_MINUTES = 30;
/** How long the link to confirm an email address works. */
export const VERIFICATION_HOURS = 24;
/** How long the link to undo a change of the email address works, and nobody else can take the former address. */
export const UNDO_DAYS = 7;

/** The token of a link in a mail. Its form is not checked here: whatever is wrong with it, the error is the same. */
const tokenField = z
  .string("Send the token of the link")
  .meta({ description: "The token of the link in the mail.", format: "password" });

/** The body of `POST /api/users/forgot-password`. Accounts of earlier versions may have addresses that `emailField` rejects. */
export const forgotPasswordSchema = z
  .object({
    email: z
      .string("Enter your email address")
      .trim()
      .check(
        z.minLength(1, { error: "Enter your email address", abort: true }),
        z.refine((text) => text.includes("@") && normalizeLoginEmail(text) !== undefined, {
          error: "Enter an email address like name@example.com",
          abort: true,
        }),
        z.toLowerCase(),
      )
      .meta({ format: "email", examples: ["ada@example.com"] }),
  })
  .meta({ id: "ForgotPassword" });

/** The body of `POST /api/users/reset-password`. */
export const resetPasswordSchema = z
  .object({ token: tokenField, new_password: newPasswordField })
  .meta({ id: "ResetPassword" });

/** The body of `POST /api/users/verify-email` and of `POST /api/users/undo-email-change`. */
export const mailTokenSchema = z.object({ token: tokenField }).meta({ id: "MailToken" });

/** The response to a request for a mail. */
export const mailAcceptedSchema = z
  .object({ detail: z.string().meta({ description: "One sentence for people." }) })
  .meta({ id: "MailAccepted" });

export type ForgotPassword = z.infer<typeof forgotPasswordSchema>;
export type PasswordReset = z.infer<typeof resetPasswordSchema>;
export type MailToken = z.infer<typeof mailTokenSchema>;
export type MailAccepted = z.infer<typeof mailAcceptedSchema>;
