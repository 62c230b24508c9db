let registered: string | undefined;

/** Keeps the email of a new account for the login form. It stays in memory: in a URL it would get into logs. */
export function keepRegisteredEmail(email: string): void {
  registered = email;
}

/** Returns the email of the account that this page has created, or undefined. */
export function readRegisteredEmail(): string | undefined {
  return registered;
}
