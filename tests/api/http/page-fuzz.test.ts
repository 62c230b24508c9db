import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { requestToPage, type PageRequest } from "../../support/fuzz/page-requests";
import { provideInkwell } from "../../support/inkwell";
import { callRaw } from "../../support/open-request";
import { publish } from "../../support/posts";
import { signUp } from "../../support/users";

const SEED = 20_261_128;
const REQUESTS = 600;
const REDIRECTS = 5;

const server = provideInkwell();
let pages: string[];

beforeAll(async () => {
  const author = await signUp(server);
  const { id } = await publish(server, author);
  pages = [
    "/",
    "/login",
    "/search",
    "/account",
    "/reset-password",
    "/docs",
    `/posts/${id}`,
    `/users/${author.id}/posts`,
    "/nothing",
    "/icon.svg",
    "/feed.xml",
    "/robots.txt",
  ];
});

/** Sends a request, follows its redirects as far as clients do, and returns the last status. */
async function follow({ method, target, headers }: PageRequest, redirects = REDIRECTS): Promise<number> {
  const { status, headers: received } = await callRaw(server, method, target, headers);
  const { location } = received;
  if (location === undefined || redirects === 0) return status;
  const url = new URL(location, server.url);
  expect(url.origin, `${target} → ${location}`).toBe(server.url);
  return follow({ method, target: url.pathname + url.search, headers }, redirects - 1);
}

it("never responds with 5xx to a page request with odd headers, even after redirects", async () => {
  const property = fc.asyncProperty(requestToPage(pages), async (request) => {
    expect(await follow(request)).toBeLessThan(500);
  });
  await fc.assert(property, { seed: SEED, numRuns: REQUESTS });
}, 300_000);

it.each(["/", "/posts/1", "/posts/1.rsc", "/posts/1?_rsc", "/login.rsc", "/nothing.rsc"])(
  "responds to an invalid router state without a 5xx for %s",
  async (target) => {
    const headers = { RSC: "1", "Next-Router-State-Tree": "x" };
    expect(await follow({ method: "GET", target, headers })).toBeLessThan(500);
  },
);
