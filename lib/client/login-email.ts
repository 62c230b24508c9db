let kept: string | undefined;

/** Keeps an email for the next form that asks for it. It stays in memory: in a URL it would get into logs. */
export function keepLoginEmail(email: string): void {
  kept = email;
}

/** Returns the email that was last typed or registered on this page, or undefined. */
export function readLoginEmail(): string | undefined {
  return kept;
}
