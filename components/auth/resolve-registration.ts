import { zodResolver } from "@hookform/resolvers/zod";
import { z } from "zod";
import { userCreateSchema } from "@/lib/schemas/user";

const formSchema = userCreateSchema.extend({
  confirm_password: z.string().min(1, "Enter the password again"),
});

/** Checks the register form. */
export const resolveRegistration = zodResolver(formSchema);
