// Manages accounts from the command line, even while the site runs.
import "@/lib/load-env";
import { randomBytes } from "node:crypto";
import { createInterface } from "node:readline/promises";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { runCommand, UsageError } from "@/lib/run-command";

const USAGE = `Usage: npm run user -- COMMAND

  list                             list all accounts
  show EMAIL                       show an account and its sessions
  create EMAIL [--username NAME]   create an account, also while registration is closed
  reset-password EMAIL             set a new password and end all sessions
  log-out EMAIL                    end all sessions
  delete EMAIL [--yes]             delete an account with all its posts, after asking unless --yes is given

A new password is random and printed once. With --password-stdin it is read from standard input.
--json prints results as JSON. The security log goes to standard error.`;

const OPTIONS = {
  username: { type: "string" },
  yes: { type: "boolean", default: false },
  "password-stdin": { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

type Options = ReturnType<typeof parse>["values"];

await runCommand(async () => {
  const { values: options, positionals } = parse();
  if (options.help) return console.log(USAGE);
  const [command = "", email, ...rest] = positionals;
  if (rest.length > 0 || (email === undefined) !== (command === "list")) throw new UsageError(USAGE);

  const { logToStderr } = await import("@/lib/server/log/log-target");
  logToStderr();
  const { env } = await import("@/lib/env"); // here, so that invalid settings are reported like other errors
  const { requireDatabase } = await import("@/lib/server/db/require-database");
  await requireDatabase(env.DATABASE_URL);
  const { closeDatabase } = await import("@/lib/server/db/client");
  const { AppError } = await import("@/lib/server/errors");
  const { requireTables } = await import("@/lib/server/users/operator-service");
  try {
    await requireTables();
    await run(command, email ?? "", options);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const details = error.errors?.map(({ detail }) => detail) ?? [error.message];
    throw new Error(details.join("\n"), { cause: error });
  } finally {
    await closeDatabase();
  }
});

async function run(command: string, email: string, options: Options): Promise<void> {
  const operator = await import("@/lib/server/users/operator-service");
  const report = (result: object, sentence: string) =>
    console.log(options.json ? JSON.stringify(result) : sentence);
  switch (command) {
    case "list": {
      const accounts = [];
      for await (const account of operator.listAccounts()) {
        if (options.json) accounts.push(account);
        else console.log(`${account.id}\t${account.email}\t${account.username}\t${account.posts} posts`);
      }
      if (options.json) console.log(JSON.stringify(accounts));
      return;
    }
    case "show": {
      const account = await operator.requireAccount(email);
      const result = { ...account, sessions: await operator.listSessionsOf(account) };
      console.log(JSON.stringify(result, undefined, options.json ? 0 : 2));
      return;
    }
    case "create": {
      const { userCreateSchema } = await import("@/lib/schemas/user");
      const { createUser } = await import("@/lib/server/users/user-service");
      const { password, shown } = await newPassword(options);
      const username = options.username ?? email.replace(/@.*$/, "");
      const fields = userCreateSchema.safeParse({ username, email, password });
      if (!fields.success)
        throw new Error(
          fields.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n"),
        );
      const { id } = await createUser(fields.data, { isVerified: true });
      const result = { id, username: fields.data.username, email: fields.data.email, ...shown };
      return report(result, [`Created account ${id} for ${result.email}.`, ...sentenceOf(shown)].join("\n"));
    }
    case "reset-password": {
      const account = await operator.requireAccount(email);
      const { passwordChangeSchema } = await import("@/lib/schemas/user");
      const { password, shown } = await newPassword(options);
      const field = passwordChangeSchema.shape.new_password.safeParse(password);
      if (!field.success) throw new Error(field.error.issues.map(({ message }) => message).join("\n"));
      const ended = await operator.resetPassword(account, field.data);
      const sentence = `Reset the password of ${account.email} and ended ${ended} sessions.`;
      return report(
        { email: account.email, sessions_ended: ended, ...shown },
        [sentence, ...sentenceOf(shown)].join("\n"),
      );
    }
    case "log-out": {
      const account = await operator.requireAccount(email);
      const ended = await operator.logOutAccount(account);
      return report(
        { email: account.email, sessions_ended: ended },
        `Ended ${ended} sessions of ${account.email}.`,
      );
    }
    case "delete": {
      const account = await operator.requireAccount(email);
      const { posts } = account;
      if (!options.yes && !(await confirm(`Delete ${account.email} and ${posts} posts permanently? [y/N] `)))
        throw new Error("Nothing was deleted.");
      await operator.deleteAccount(account);
      return report({ email: account.email, posts }, `Deleted ${account.email} and ${posts} posts.`);
    }
    default:
      throw new UsageError(USAGE);
  }
}

function parse() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, {
      cause: error,
    });
  }
}

/** Reads a password from standard input or generates one. `shown` is what to print of it. */
async function newPassword(options: Options): Promise<{ password: string; shown: { password?: string } }> {
  if (options["password-stdin"])
    return { password: (await text(process.stdin)).replace(/\r?\n$/, ""), shown: {} };
  const password = randomBytes(15).toString("base64url");
  return { password, shown: { password } };
}

function sentenceOf({ password }: { password?: string }): string[] {
  return password === undefined ? [] : [`The new password, shown only now: ${password}`];
}

/** Asks a question on stderr. The end of standard input counts as no. */
async function confirm(question: string): Promise<boolean> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => prompt.once("close", () => resolve("")));
  try {
    return /^y(?:es)?$/i.test((await Promise.race([prompt.question(question), closed])).trim());
  } finally {
    prompt.close();
  }
}
