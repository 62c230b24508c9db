import { chownSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
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
  writeFileSync(
    config,
    `daemon off;
pid ${folder}/nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ")}
  upstream inkwell {
    ${targetPorts.map((target) => `server 127.0.0.1:${target} fail_timeout=1s;`).join("\n    ")}
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
  const program = startProgram("nginx", ["-p", folder, "-c", config, "-e", "stderr"], {
    cwd: folder,
    ...account,
  });
  await program.prints(/start worker process /);
  return {
    port,
    output: program.output,
    async stop() {
      program.kill("SIGQUIT");
      await program.exited;
      rmSync(folder, { recursive: true });
    },
  };
}
