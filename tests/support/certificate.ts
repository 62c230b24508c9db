import { execFileSync } from "node:child_process";
import path from "node:path";

/** Makes a self-signed certificate for a host, `NAME.crt` and its key `NAME.key`, in a folder, and returns their paths. */
export function makeCertificate(folder: string, name: string, host: string) {
  const certificate = path.join(folder, `${name}.crt`);
  const key = path.join(folder, `${name}.key`);
  const files = ["-keyout", key, "-out", certificate];
  const subject = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", ...files, ...subject],
    {
      stdio: "pipe",
    },
  );
  return { certificate, key };
}
