import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { vi } from "vitest";
import { findFreePort, findServerAccount } from "../../support/postgres-cluster";
import { startProgram } from "../../support/process";

/** Starts nginx, which sends each request to the next of several ports, and returns its port. */
export async function startNginx(targetPorts: readonly number[]) {
  const folder = mkdtempSync(path.join(tmpdir(), "inkwell-nginx-"));
  const account = findServerAccount();
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  const port = await findFreePort();
  const config = path.join(folder, "nginx.conf");
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  const writeConfig = (targets: readonly number[]) =>
    writeFileSync(
      config,
      `daemon off;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  keepalive_timeout 0;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
  upstream inkwell {
    ${targets.map((target) => `server 127.0.0.1:${target} fail_timeout=1s;`).join("\n    ")}
  }
  server {
    listen 127.0.0.1:${port};
    location / {
      proxy_pass http://inkwell;
      proxy_next_upstream error timeout;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $http_host;
    }
  }
}
`,
    );
  writeConfig(targetPorts);
  const program = startProgram("nginx", ["-p", folder, "-c", config, "-e", "stderr"], {
    cwd: folder,
    ...account,
  });
  await program.prints(/start worker process /);
  return {
    port,
    output: program.output,
    /** Sends all further requests to these ports. Resolves when the requests under way to other ports have been answered. */
    async setTargets(ports: readonly number[]) {
      const countExits = () => program.output().match(/worker process \d+ exited/g)?.length ?? 0;
      const before = countExits();
      writeConfig(ports);
      program.kill("SIGHUP");
      await vi.waitUntil(() => countExits() > before, { timeout: 30_000 });
    },
    async stop() {
      program.kill("SIGQUIT");
      await program.exited;
      rmSync(folder, { recursive: true });
    },
  };
}
