// `npm run audit`: fails for a dependency with a known vulnerability of severity "high" or above.
import { spawnSync } from "node:child_process";
import { runCommand } from "@/lib/run-command";

interface AuditReport {
  vulnerabilities?: Record<string, { name: string; severity: string; range: string }>;
}

await runCommand(() => {
  const { stdout } = spawnSync("npm", ["audit", "--json"], { encoding: "utf8", timeout: 60_000 });
  const { vulnerabilities } = parseReport(stdout);
  if (vulnerabilities === undefined) {
    console.log("Skipped the dependency audit: the package registry returned no audit report.");
    return Promise.resolve();
  }
  const found = Object.values(vulnerabilities);
  for (const { name, severity, range } of found) console.log(`${severity}: ${name} ${range}`);
  const serious = found.filter(({ severity }) => severity === "high" || severity === "critical");
  if (serious.length > 0) throw new Error(`${serious.length} dependencies have serious vulnerabilities.`);
  console.log(`No serious vulnerabilities; ${found.length} of lower severity.`);
  return Promise.resolve();
});

/** Parses the output of `npm audit --json`; returns an empty report if npm printed none, as without a network. */
function parseReport(output: string): AuditReport {
  try {
    return JSON.parse(output) as AuditReport;
  } catch {
    return {};
  }
}
