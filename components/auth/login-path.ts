/** Returns the path of the login page that returns to `next`, a path of this site, after login. */
export function loginPath(next: string | undefined): string {
  return next === undefined ? "/login" : `/login?${new URLSearchParams({ next }).toString()}`;
}
