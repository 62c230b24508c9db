import { zodResolver } from "@hookform/resolvers/zod";
import { forgotPasswordSchema } from "@/lib/schemas/recovery";

/** Checks the form that asks for a link to reset the password. */
export const resolveForgotten = zodResolver(forgotPasswordSchema);
