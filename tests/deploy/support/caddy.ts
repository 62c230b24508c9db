import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { runProgram, startProgram } from "../../support/process";
import { readGuideFile } from "../../support/guide-file";
import { makeSurroundings, stopProxy, type Proxy, type Surroundings } from "./proxy";

/** Starts Caddy with the file of the guide, which sends each request to one of several processes. */
export async function startCaddy(targets: readonly number[]): Promise<Proxy> {
  const surroundings = await makeSurroundings("caddy");
  const { folder, account, port, httpPort, certificate } = surroundings;
  const config = path.join(folder, "Caddyfile");
  const writeConfig = (ports: readonly number[]) => writeFileSync(config, toConfig(surroundings, ports));
  writeConfig(targets);
  // Caddy keeps its state there.
  const environment = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const options = { cwd: folder, env: environment, ...account };
  const program = startProgram("caddy", ["run", "--config", config], options);
  await program.prints(/serving initial configuration/);
  return {
    port,
    httpPort,
    certificate: readFileSync(certificate),
    output: program.output,
    async setTargets(ports) {
      writeConfig(ports);
      const { code, output } = await runProgram("caddy", ["reload", "--config", config], options);
      expect(code, output).toBe(0);
    },
    stop: () => stopProxy(program, surroundings),
  };
}

function toConfig(
  { folder, port, httpPort, certificate, key }: Surroundings,
  targets: readonly number[],
): string {
  const addresses = targets.map((target) => `127.0.0.1:${target}`).join(" ");
  const site = `bind 127.0.0.1\ntls ${certificate} ${key}`;
  return readGuideFile("Caddyfile", [
    [/^\{$/m, `{\nadmin unix/${folder}/admin\nhttp_port ${httpPort}\nhttps_port ${port}`],
    [/^(blog\.example) \{$/m, `$1 {\n${site}`],
    [/^(\s*reverse_proxy) 127.0.0.1:3000/m, `$1 ${addresses}`],
  ]);
}
