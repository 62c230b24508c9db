import type { Probe } from "./measure";

/** The password of all users of the benchmark. */
export const PASSWORD = "a password for measuring";

/** A login, by default of a user that exists with the right password. */
export function probeLogin(
  url: string,
  { username = "reader2@example.com", password = PASSWORD, status = 200 } = {},
): Probe {
  return { url: `${url}/api/users/token`, form: new URLSearchParams({ username, password }), status };
}

/** A request for a link to choose a new password. */
export function probeForgotPassword(url: string, email: string): Probe {
  return { url: `${url}/api/users/forgot-password`, json: { email }, status: 202 };
}

/** The home page, with the newest posts. */
export function probeHome(url: string): Probe {
  return { url: `${url}/` };
}

/** A single post. */
export function probePost(url: string): Probe {
  return { url: `${url}/posts/7` };
}

/** The newest posts of one author. */
export function probeAuthor(url: string): Probe {
  return { url: `${url}/users/1/posts` };
}

/** The newest posts, for programs. */
export function probePosts(url: string): Probe {
  return { url: `${url}/api/posts` };
}

/** The newest posts with a word, for programs. */
export function probeSearch(url: string, word: string): Probe {
  return { url: `${url}/api/posts?q=${word}` };
}

/** The account of a user who is logged in. */
export async function probeMe(url: string): Promise<Probe> {
  return { url: `${url}/api/users/me`, token: await logIn(url) };
}

/** A new post. */
export async function probePublish(url: string): Promise<Probe> {
  const json = { title: "Another post", content: "Its text." };
  return { url: `${url}/api/posts`, json, token: await logIn(url), status: 201 };
}

/** A page of the list after `depth` posts, or the last page that has a next one. */
export async function probeDepth(url: string, depth: number): Promise<Probe> {
  let next = "/api/posts?limit=100";
  for (let passed = 0; passed < depth; passed += 100) {
    const link = /<(.+)>/.exec((await fetch(url + next)).headers.get("link") ?? "")?.[1];
    if (link === undefined) break;
    next = link;
  }
  return { url: url + next.replace("limit=100", "limit=20") };
}

async function logIn(url: string): Promise<string> {
  const form = new URLSearchParams({ username: "reader1@example.com", password: PASSWORD });
  const response = await fetch(`${url}/api/users/token`, { method: "POST", body: form });
  return ((await response.json()) as { access_token: string }).access_token;
}
