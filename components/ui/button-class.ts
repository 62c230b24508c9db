export type ButtonVariant = "primary" | "quiet" | "danger";
export type ButtonSize = "md" | "sm";

const base =
  "inline-grid place-items-center rounded-xs border text-sm font-medium whitespace-nowrap no-underline transition-colors select-none disabled:border-hairline disabled:bg-surface disabled:text-muted aria-disabled:border-hairline aria-disabled:bg-surface aria-disabled:text-muted";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-deep",
  quiet: "border-rule/60 bg-transparent text-ink hover:border-ink",
  danger: "border-transparent bg-danger text-danger-ink hover:bg-danger-deep",
};

const sizes: Record<ButtonSize, string> = {
  md: "h-11 px-5",
  sm: "h-9 px-3.5",
};

/** Returns the classes of a button, for a button or a link. */
export function buttonClass(variant: ButtonVariant = "primary", size: ButtonSize = "md"): string {
  return `${base} ${variants[variant]} ${sizes[size]}`;
}
