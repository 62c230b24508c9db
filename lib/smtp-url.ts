/** What `SMTP_URL` must be, for the message of an invalid one. */
export const SMTP_URL_RULE =
  "must be the URL of a mail server, such as smtp://user:password@mail.example:587 or smtps://mail.example; " +
  "?ignoreTLS is allowed for this machine only";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** How to reach a mail server. */
export interface SmtpServer {
  host: string;
  port: number;
  /** Whether the connection begins with TLS (RFC 8314). Otherwise STARTTLS is required, unless `ignoreTLS`. */
  secure: boolean;
  ignoreTLS: boolean;
  auth?: { user: string; pass: string };
}

/** Returns whether a text is a `SMTP_URL` that `parseSmtpUrl` understands. */
export function isSmtpUrl(text: string): boolean {
  try {
    parseSmtpUrl(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Parses a `SMTP_URL`. The port defaults to 465 for `smtps:` and to 587 for `smtp:` (RFC 8314, RFC 6409).
 *
 * @throws {TypeError} if it is not one, or would send a password or a mail over a network without TLS
 */
export function parseSmtpUrl(text: string): SmtpServer {
  // The scheme is replaced because URL normalizes the host of known schemes only.
  const match = /^(smtps?):\/\/(.*)$/i.exec(text);
  const url = new URL(`https://${match?.[2] ?? ""}`);
  const secure = match?.[1]?.toLowerCase() === "smtps";
  const hasOnlyFlag = [...url.searchParams.keys()].every((name) => name === "ignoreTLS");
  const ignoreTLS = url.searchParams.has("ignoreTLS");
  if (!match || !hasOnlyFlag || (ignoreTLS && !LOOPBACK.has(url.hostname)))
    throw new TypeError("not an SMTP URL");
  if (url.pathname.replace("/", "") !== "" || url.hash !== "") throw new TypeError("not an SMTP URL");
  const user = decodeURIComponent(url.username);
  const pass = decodeURIComponent(url.password);
  if ((user === "") !== (pass === "")) throw new TypeError("user and password belong together");
  // URL drops 443, the default port of the scheme that stands in.
  const typedPort = /:(\d+)(?:[/?]|$)/.exec(match[2]?.split("@").at(-1) ?? "")?.[1];
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: typedPort === undefined ? (secure ? 465 : 587) : Number(typedPort),
    secure,
    ignoreTLS,
    ...(user !== "" && { auth: { user, pass } }),
  };
}
