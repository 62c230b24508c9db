import type { IncomingMessage, ServerResponse } from "node:http";
import { LRUCache } from "lru-cache";
import { readContentVersion } from "@/lib/server/db/content-version";
import { trackDatabaseUse, trackSharedUse } from "@/lib/server/request/database-use";
import { withUnavailablePages } from "../unavailable-pages";
import { isPublicPage } from "./public-page";
import { createRenderer } from "./render-page";
import { shareReads } from "./share-reads";
import { StoredPage } from "./stored-page";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

const MAX_BYTES = 32 * 1024 * 1024;
/** By so much the wait for the version is shorter than that of a page, in milliseconds, which is then rendered without it. */
const VERSION_WAITED_MS = 3_000;

/** A page, or the page that will be there when it is rendered, and the version of the content that it shows at least. */
interface Entry<Page> {
  version: string;
  page: Page;
}

/**
 * Serves public pages from memory for as long as the content does not change (docs/decisions/0019-pages-from-memory.md).
 * Everything else, and a page whose version cannot be read, is passed on.
 */
export function withPageCache(handle: Handle): Handle {
  const render = createRenderer(withUnavailablePages(handle));
  const readVersion = shareReads(() => trackSharedUse(readContentVersion, { waitedMs: VERSION_WAITED_MS }));
  const stored = new LRUCache<string, Entry<StoredPage>>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ page }) => page.size,
  });
  const pending = new Map<string, Entry<Promise<StoredPage>>>();

  /** Returns the page as of the version or later. */
  const load = (target: string, version: string): Promise<StoredPage> | StoredPage => {
    const known = [stored.get(target), pending.get(target)].find((entry) => entry?.version === version);
    if (known !== undefined) return known.page;
    // It begins after the version was read, so the page shows no older content.
    const entry = { version, page: render(target).then((rendered) => new StoredPage(rendered)) };
    pending.set(target, entry);
    const finish = (page?: StoredPage) => {
      if (pending.get(target) !== entry) return; // a later version is being rendered
      pending.delete(target);
      if (page?.isStorable === true) stored.set(target, { version, page });
    };
    entry.page.then(finish, () => finish());
    return entry.page;
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const page = await findPage(request.url ?? "");
    if (page === undefined) handle(request, response);
    else page.send(request, response);
  };

  const findPage = async (target: string): Promise<StoredPage | undefined> => {
    const startedAt = performance.now();
    try {
      const version = await readVersion();
      return version === undefined ? undefined : await load(target, version);
    } catch {
      // Next says what is wrong, within the time that is left.
      trackDatabaseUse((use) => (use.waitedMs += performance.now() - startedAt));
      return undefined;
    }
  };

  return (request, response) => {
    const { method, url = "", headers } = request;
    const isPage = (method === "GET" || method === "HEAD") && headers["rsc"] === undefined;
    if (isPage && isPublicPage(url)) void serve(request, response);
    else handle(request, response);
  };
}
