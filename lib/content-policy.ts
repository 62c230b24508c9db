/** The only script without a nonce: `components/theme/theme-script.tsx`, the same in every response. */
const THEME_SCRIPT = "'sha256-RmTBeOfXKrlyuLNRwqfNDVgOMhrTayiIBUPSSmNV+BQ='";

/** The style element that sonner creates for toasts: empty when it enters the page, and filled afterwards. */
const LIBRARY_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
].join(" ");

/**
 * Returns the policy of a page (Content Security Policy Level 3). Only scripts with the nonce of this response run, and the
 * scripts that those load. Everything comes from this site, and no site may frame the page.
 *
 * @param isDevelopment allows what `next dev` needs: `eval` for React's stack traces, and the styles of its overlay
 */
export function pagePolicy(nonce: string, { isDevelopment }: { isDevelopment: boolean }): string {
  const evaluation = isDevelopment ? " 'unsafe-eval'" : "";
  return policyFor(`'nonce-${nonce}' 'strict-dynamic' ${THEME_SCRIPT}${evaluation}`, { isDevelopment });
}

/**
 * Returns the policy of a page that is the same in several responses, so that it can have no nonce. Only files of this site
 * and the given scripts run.
 *
 * @param hashes SHA-256 hashes of the scripts inside the page, in base64
 */
export function storedPagePolicy(hashes: readonly string[]): string {
  const scripts = hashes.map((hash) => `'sha256-${hash}'`);
  return policyFor(["'self'", THEME_SCRIPT, ...scripts].join(" "), { isDevelopment: false });
}

function policyFor(scriptSources: string, { isDevelopment }: { isDevelopment: boolean }): string {
  return [
    "default-src 'none'",
    `script-src ${scriptSources}`,
    `style-src 'self' ${isDevelopment ? "'unsafe-inline'" : LIBRARY_STYLES}`,
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The policy of responses for programs (the API, feeds, sitemaps): nothing runs or loads, should a browser be tricked into showing one as a page. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
