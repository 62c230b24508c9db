import { zodResolver } from "@hookform/resolvers/zod";
import { z } from "zod";
import { resetPasswordSchema } from "@/lib/schemas/recovery";

const formSchema = resetPasswordSchema.omit({ token: true }).extend({
  confirm_password: z.string().min(1, "Enter the password again"),
});

/** Checks the form for a new password. */
export const resolveReset = zodResolver(formSchema);
