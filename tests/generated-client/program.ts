/* What a stranger writes against the document of the API: checked against the types generated from it, then run. */
import createClient from "openapi-fetch";
// Made by tests/api/documents/generated-client.test.ts out of the document that the server gives.
import type { components, paths } from "inkwell-api";

type Post = components["schemas"]["Post"];

const [, , baseUrl = ""] = process.argv;
const anyone = createClient<paths>({ baseUrl });
const account = { username: "Ada", email: "ada@example.com", password: "an engine of brass" };

/** Gives what was answered, or ends the program with what went wrong. */
function need<Data>({ data, error }: { data?: Data; error?: components["schemas"]["Problem"] }): Data {
  if (data === undefined) throw new Error(error?.detail);
  return data;
}

const registered = need(await anyone.POST("/api/users", { body: account }));
const again = await anyone.POST("/api/users", { body: account });

const token = need(
  await anyone.POST("/api/users/token", {
    body: { grant_type: "password", username: account.email, password: account.password },
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  }),
);
const ada = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token.access_token}` } });
const me = need(await ada.GET("/api/users/me"));

const published: Post[] = [];
for (const title of ["One", "Two", "Three", "Four", "Five"]) {
  published.push(need(await ada.POST("/api/posts", { body: { title, content: `The text of ${title}.` } })));
}

const pages: string[][] = [];
let cursor: string | undefined;
do {
  const query = { limit: 2, ...(cursor !== undefined && { cursor }) };
  const page = await anyone.GET("/api/posts", { params: { query } });
  pages.push(need(page).map((post) => post.title));
  const [, next] = /^<(.*)>; rel="next"$/.exec(page.response.headers.get("Link") ?? "") ?? [];
  cursor = next === undefined ? undefined : (new URL(next, baseUrl).searchParams.get("cursor") ?? undefined);
} while (cursor !== undefined);

const deleted: number[] = [];
for (const { id } of published) {
  const { response } = await ada.DELETE("/api/posts/{id}", { params: { path: { id } } });
  deleted.push(response.status);
}
const gone = await anyone.GET("/api/posts/{id}", { params: { path: { id: published[0]?.id ?? 0 } } });

console.log(
  JSON.stringify({ registered, again: again.error?.errors, me, pages, deleted, gone: gone.error?.code }),
);

// Never called: what the types refuse. TypeScript tells when one of these is no fault.
export async function misuse(): Promise<void> {
  // @ts-expect-error -- there is no such address
  await anyone.GET("/api/poems");
  // @ts-expect-error -- an address that has no such method
  await anyone.DELETE("/api/posts");
  // @ts-expect-error -- no password
  await anyone.POST("/api/users", { body: { username: "Ada", email: "ada@example.com" } });
  // @ts-expect-error -- a title that is no text
  await anyone.POST("/api/posts", { body: { title: 1, content: "Text" } });
  // @ts-expect-error -- no id
  await anyone.GET("/api/posts/{id}");
  // @ts-expect-error -- no code of a problem that getting a post can meet
  if (gone.error?.code === "username-taken") return;
  // @ts-expect-error -- what anyone may see of an author has no e-mail
  console.log(published[0]?.author.email);
}
