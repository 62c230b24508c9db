import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runCommand } from "@/lib/run-command";

// Makes `.env` out of `.env.example`, with a fresh random key, where there is none yet.
await runCommand(async () => {
  if (existsSync(".env")) return;
  const key = randomBytes(32).toString("base64url");
  const settings = readFileSync(".env.example", "utf8").replace(/^SECRET_KEY=.*$/m, `SECRET_KEY=${key}`);
  writeFileSync(".env", settings, { flag: "wx", mode: 0o600 });
  console.log("Made .env with a fresh SECRET_KEY.");
});
