import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { runCommand } from "@/lib/run-command";

// Creates `.env` from `.env.example` with a random key, unless it exists.
await runCommand(async () => {
  if (existsSync(".env")) return;
  const key = randomBytes(32).toString("base64url");
  const settings = readFileSync(".env.example", "utf8").replace(/^SECRET_KEY=.*$/m, `SECRET_KEY=${key}`);
  writeFileSync(".env", settings, { flag: "wx", mode: 0o600 });
  console.log("Created .env with a random SECRET_KEY.");
});
