import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { CONNECTION_ADDRESS_HEADER } from "@/lib/server/request/client-address";
import type { Connections } from "./connections";
import { withFloodGate } from "./flood-gate";
import { removeForwardedHeaders } from "./forwarded-headers";
import { removeInternalHeaders } from "./internal-headers";
import { normalizeTarget } from "./normalize-target";
import { withPageCache } from "./page-cache/page-cache";
import { rejectInvalidHost } from "./reject-invalid-host";
import { rejectPageRequest } from "./reject-page-request";
import { withStaticFiles } from "./static-files";
import { withUnavailablePages } from "./unavailable-pages";
import { markUnknownMethod } from "./unknown-methods";
import { cutUnreadBody } from "./unread-bodies";

type Handle = (request: IncomingMessage, response: ServerResponse) => void;

interface Settings {
  connections: Connections;
  /** `TRUSTED_PROXY_HOPS` */
  trustedProxyHops: number;
  /** `PAGE_CACHE` */
  hasPageCache: boolean;
}

/** Returns what happens to a request from its arrival until Next handles it. */
export function requestListener(nextHandle: Handle, settings: Settings): RequestListener {
  const { connections, trustedProxyHops, hasPageCache } = settings;
  const handlePage = withUnavailablePages(hasPageCache ? withPageCache(nextHandle) : nextHandle);
  const handle = withFloodGate(withStaticFiles(handlePage));

  const start = (request: IncomingMessage, response: ServerResponse) => {
    cutUnreadBody(request, response);
    if (trustedProxyHops === 0) removeForwardedHeaders(request);
    if (rejectInvalidHost(request, response)) return;
    normalizeTarget(request);
    if (rejectPageRequest(request, response)) return;
    markUnknownMethod(request);
    removeInternalHeaders(request);
    request.headers[CONNECTION_ADDRESS_HEADER] = request.socket.remoteAddress;
    handle(request, response);
  };
  return (request, response) => connections.enqueue(response, () => start(request, response));
}
