import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { makeCertificate } from "../../support/certificate";
import { findFreePort, findServerAccount } from "../../support/postgres-cluster";
import type { Program, UserAccount } from "../../support/process";

/** The name of the site in the files of the guides. */
export const SITE_HOST = "blog.example";

/** A reverse proxy that runs with the configuration of the guide. */
export interface Proxy {
  /** Where it listens for https. */
  port: number;
  /** Where it listens for http. */
  httpPort: number;
  /** Its self-signed certificate. */
  certificate: Buffer;
  output: () => string;
  /** Sends all further requests to these ports. Resolves when the requests under way to other ports have been answered. */
  setTargets: (ports: readonly number[]) => Promise<void>;
  stop: () => Promise<void>;
}

/** What a proxy needs to run beside others on this machine. */
export interface Surroundings {
  folder: string;
  /** The account to run it as; undefined unless this process is root. */
  account: UserAccount | undefined;
  port: number;
  httpPort: number;
  certificate: string;
  key: string;
}

/** Makes the folder, the certificate and the ports of a proxy. */
export async function makeSurroundings(name: string): Promise<Surroundings> {
  const folder = mkdtempSync(path.join(tmpdir(), `inkwell-${name}-`));
  const files = makeCertificate(folder, "site", SITE_HOST);
  const account = findServerAccount();
  if (account !== undefined)
    for (const file of [folder, files.key]) chownSync(file, account.uid, account.gid);
  return { folder, account, ...files, port: await findFreePort(), httpPort: await findFreePort() };
}

/** Ends a proxy and removes its folder. */
export async function stopProxy(program: Program, { folder }: Surroundings): Promise<void> {
  program.kill("SIGQUIT");
  await program.exited;
  rmSync(folder, { recursive: true });
}
