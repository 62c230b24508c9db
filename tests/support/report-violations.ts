/** Runs in a page: what its content policy stops becomes an error on the console, which names the place. */
export function reportViolations(): void {
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
    console.error("content policy:", effectiveDirective, blockedURI, sample, `${sourceFile}:${lineNumber}`);
  });
}
