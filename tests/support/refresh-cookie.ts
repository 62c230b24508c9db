import { call, type Answer } from "./call";
import type { Inkwell } from "./inkwell";
import { TOKEN_PATH } from "./sessions";
import type { TestUser } from "./users";

/** The header that a browser sends with requests from the site's own pages. */
export const SAME_ORIGIN = { "Sec-Fetch-Site": "same-origin" };

/** A cookie to be stored: its value and its attributes, with names in lower case. */
export interface SetCookie {
  value: string;
  attributes: Record<string, string | true>;
}

/** Logs in as the site's own pages do; `headers` replace those of a browser. */
export async function logInAsPage(
  server: Inkwell,
  { email, password }: Pick<TestUser, "email" | "password">,
  headers: Record<string, string> = SAME_ORIGIN,
): Promise<Answer> {
  const form = { username: email, password, client_id: "web" };
  return call(server, "POST", TOKEN_PATH, { form, headers });
}

/** Renews a session by cookie as the site's own pages do; `headers` replace those of a browser. */
export async function renewByCookie(
  server: Inkwell,
  cookie: string,
  headers: Record<string, string> = SAME_ORIGIN,
): Promise<Answer> {
  const form = { grant_type: "refresh_token", client_id: "web" };
  return call(server, "POST", TOKEN_PATH, { form, headers: { ...headers, ...cookieHeader(cookie) } });
}

export function cookieHeader(refreshToken: string): Record<string, string> {
  return { Cookie: `refresh_token=${refreshToken}` };
}

/** Parses the only cookie that a response sets. */
export function readSetCookie({ headers }: Answer): SetCookie | undefined {
  const [pair = "", ...rest] = (headers["set-cookie"] ?? "").split(/; */);
  const [, value] = /^refresh_token=(.*)$/.exec(pair) ?? [];
  if (value === undefined) return undefined;
  const attributes = rest.map((attribute): [string, string | true] => {
    const [name = "", text] = attribute.split("=");
    return [name.toLowerCase(), text ?? true];
  });
  return { value, attributes: Object.fromEntries(attributes) };
}
