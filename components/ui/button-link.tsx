import Link from "next/link";
import type { ComponentProps } from "react";
import { buttonLook, type ButtonSize, type ButtonVariant } from "./button-look";

interface ButtonLinkProps extends Omit<ComponentProps<typeof Link>, "className"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
}

/** A link to a page that looks like a button. */
export function ButtonLink({ variant, size, ...props }: ButtonLinkProps) {
  return <Link {...props} className={buttonLook(variant, size)} />;
}
