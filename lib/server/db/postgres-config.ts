import "server-only";
import type pg from "pg";
import { parse, toClientConfig as readConfig } from "pg-connection-string";

export const CONNECT_TIMEOUT_MS = 2_000;

const TLS_MODES = ["disable", "require", "verify-ca", "verify-full"];
const PARAMETERS = ["application_name", "host", "sslcert", "sslkey", "sslmode", "sslrootcert"];

/** What to do about parameters that other programs know, and that people copy from there. */
const REMEDIES: Readonly<Record<string, string>> = {
  schema: "Inkwell uses the schema public: give it a database of its own.",
  connection_limit: "Set DATABASE_POOL_SIZE instead.",
  connect_timeout: "Remove it: Inkwell waits two seconds for a connection.",
  pool_timeout: "Remove it: Inkwell waits two seconds for a connection.",
  ssl: "Write sslmode=verify-full instead.",
  channel_binding: "Replace it by sslmode=verify-full, which protects from the same attacks.",
};

/** Parameters of Prisma that ask for what Inkwell does in any case. */
const REDUNDANT: Readonly<Record<string, string>> = { schema: "public", pgbouncer: "true" };

/**
 * Converts a `postgresql:` URL to the settings of a connection. `sslmode` means what it means to PostgreSQL's own programs,
 * without the modes that fall back to plain text: `require` encrypts, `verify-ca` also checks the certificate, and
 * `verify-full` also checks its host name. Without TLS parameters the connection is not encrypted.
 *
 * @throws {Error} saying what to change, without the password
 * @see https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING
 */
export function toClientConfig(databaseUrl: string): pg.ClientConfig {
  const { host, port, user, password, database, ssl = false, ...rest } = parseUrl(databaseUrl);
  if (!host || !database) throw new Error("The PostgreSQL URL must name a host and a database.");
  if (/[/@]/.test(database)) throw malformed(); // the rest of a password with a slash
  return {
    host,
    database,
    ssl,
    // Absent, not undefined or empty: the library then takes the default.
    ...(port !== undefined && { port }),
    ...(user && { user }),
    ...(password && { password }),
    application_name: rest.application_name ?? "inkwell",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}

/** Names a PostgreSQL database in messages, without user and password. */
export function describeDatabase(databaseUrl: string): string {
  const { host, port = 5432, database } = toClientConfig(databaseUrl);
  const address = host?.includes(":") === true ? `[${host}]` : host;
  return `database ${database} at ${address}:${port}`;
}

function parseUrl(databaseUrl: string): pg.ClientConfig {
  if (databaseUrl.includes("#")) throw malformed();
  requireKnownParameters(databaseUrl);
  let parsed;
  try {
    parsed = parse(databaseUrl, { useLibpqCompat: true });
  } catch (error) {
    const isAboutFile = error instanceof Error && "syscall" in error;
    // The cause of a malformed URL is left out because it may quote the URL.
    throw isAboutFile
      ? new Error(`Cannot read a certificate that the PostgreSQL URL names: ${error.message}.`, {
          cause: error,
        })
      : malformed();
  }
  return readConfig(parsed);
}

function requireKnownParameters(databaseUrl: string): void {
  const query = /\?(.*)$/s.exec(databaseUrl)?.[1];
  const parameters = new URLSearchParams(query);
  for (const [name, value] of parameters) {
    if (!/^[a-z_]+$/i.test(name)) throw malformed(); // the rest of a password with a question mark
    if (PARAMETERS.includes(name) || REDUNDANT[name] === value) continue;
    const advice = REMEDIES[name] ?? `Inkwell supports ${PARAMETERS.join(", ")}.`;
    throw new Error(`The PostgreSQL URL has the unsupported parameter ${name}. ${advice}`);
  }
  const mode = parameters.get("sslmode");
  if (mode !== null && !TLS_MODES.includes(mode))
    throw new Error(`The PostgreSQL URL has an unsupported sslmode. Use one of ${TLS_MODES.join(", ")}.`);
  if (mode === "verify-ca" && !parameters.has("sslrootcert"))
    throw new Error("In the PostgreSQL URL, sslmode=verify-ca needs sslrootcert, the file of the authority.");
}

function malformed(): Error {
  return new Error(
    "The PostgreSQL URL is malformed. Percent-encode special characters of the password, such as # (%23), / (%2F), " +
      "? (%3F) and @ (%40).",
  );
}
