import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { vi } from "vitest";
import { startProgram } from "../../support/process";
import { readGuideFile } from "../../support/guide-file";
import { makeSurroundings, stopProxy, type Proxy, type Surroundings } from "./proxy";

/** Starts nginx with the site of the guide, which sends each request to the next of several processes. */
export async function startNginx(targets: readonly number[]): Promise<Proxy> {
  const surroundings = await makeSurroundings("nginx");
  const { folder, account, port, httpPort, certificate } = surroundings;
  const config = path.join(folder, "nginx.conf");
  const writeConfig = (ports: readonly number[]) => writeFileSync(config, toConfig(surroundings, ports));
  writeConfig(targets);
  const args = ["-p", folder, "-c", config, "-e", "stderr"];
  const program = startProgram("nginx", args, { cwd: folder, ...account });
  await program.prints(/start worker process /);
  return {
    port,
    httpPort,
    certificate: readFileSync(certificate),
    output: program.output,
    async setTargets(ports) {
      const countExits = () => program.output().match(/worker process \d+ exited/g)?.length ?? 0;
      const before = countExits();
      writeConfig(ports);
      program.kill("SIGHUP");
      await vi.waitUntil(() => countExits() > before, { timeout: 30_000 });
    },
    stop: () => stopProxy(program, surroundings),
  };
}

/** Returns the guide's site in a file like Debian's nginx.conf, as far as that changes responses. */
function toConfig(
  { folder, port, httpPort, certificate, key }: Surroundings,
  targets: readonly number[],
): string {
  const site = readGuideFile("nginx.conf", [
    [/^ *# server .*\n/m, ""],
    [/^ *server 127.0.0.1:3000(.*)$/m, targets.map((target) => `server 127.0.0.1:${target}$1`).join("\n")],
    [/^ *listen \[::\].*$/gm, ""],
    [/listen 80;/, `listen 127.0.0.1:${httpPort};`],
    [/listen 443 /, `listen 127.0.0.1:${port} `],
    [/(?<=ssl_certificate ).*(?=;)/, certificate],
    [/(?<=ssl_certificate_key ).*(?=;)/, key],
  ]);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  gzip on;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
${site}}
`;
}
