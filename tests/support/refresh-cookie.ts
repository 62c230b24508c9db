import { call, type Answer } from "./call";
import type { Inkwell } from "./inkwell";
import { TOKEN_PATH } from "./sessions";
import type { TestUser } from "./users";

/** What a browser sends with what one of the site's own pages asks for. */
export const SAME_ORIGIN = { "Sec-Fetch-Site": "same-origin" };

/** A cookie as a browser is told to keep it: its value, and what its attributes say, in lower case. */
export interface SetCookie {
  value: string;
  attributes: Record<string, string | true>;
}

/** Logs in as the site's own pages do; `headers` take the place of what a browser sends with it. */
export async function logInAsPage(
  server: Inkwell,
  { email, password }: Pick<TestUser, "email" | "password">,
  headers: Record<string, string> = SAME_ORIGIN,
): Promise<Answer> {
  const form = { username: email, password, client_id: "web" };
  return call(server, "POST", TOKEN_PATH, { form, headers });
}

/** Uses a cookie as the site's own pages do; `headers` take the place of what a browser sends with it. */
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

/** Reads the one cookie that an answer sets. */
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
