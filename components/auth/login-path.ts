/** The address of the log-in page that leads on to `next`, a path of this site. */
export function loginPath(next: string | undefined): string {
  return next === undefined ? "/login" : `/login?${new URLSearchParams({ next }).toString()}`;
}
