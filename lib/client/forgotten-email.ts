import { readTab, writeTab } from "./tab-storage";

const KEY = "forgotten_email";

/** Keeps the email that a link was asked for, in case the link is opened in this tab. */
export function keepForgottenEmail(email: string): void {
  writeTab(KEY, email);
}

/** Returns the email that a link was asked for in this tab, or undefined. */
export function readForgottenEmail(): string | undefined {
  return readTab(KEY) ?? undefined;
}
