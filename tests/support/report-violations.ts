/** Runs in a page: reports each violation of its content policy, with its place, as an error on the console. */
export function reportViolations(): void {
  document.addEventListener("securitypolicyviolation", (event) => {
    const { effectiveDirective, blockedURI, sample, sourceFile, lineNumber } = event;
    console.error("content policy:", effectiveDirective, blockedURI, sample, `${sourceFile}:${lineNumber}`);
  });
}
