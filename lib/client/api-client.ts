import type { FieldError, Problem } from "@/lib/schemas/problem";

/** How long to wait for a response, in milliseconds. The server never takes this long. */
const TIME_OUT_MS = 30_000;
/** As long as the server waits for a request, and then some. */
const UPLOAD_TIME_OUT_MS = 60_000;

/** An error response of the API: `message` is for people, `status` and `code` are for programs. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** No response arrived. The server may or may not have processed the request. */
export class NetworkError extends Error {
  override name = "NetworkError";

  constructor(cause: unknown) {
    const isTimeout = cause instanceof DOMException && cause.name === "TimeoutError";
    const message = isTimeout
      ? "The site is taking too long to respond. Please try again in a moment."
      : "The site cannot be reached. Check your connection and try again.";
    super(message, { cause });
  }
}

/** A request to the API. */
export interface ApiRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api`. */
  path: string;
  /** The access token to send, if any. */
  token?: string;
  /** Further headers, such as `If-Match`. */
  headers?: Record<string, string>;
  /** Sent as JSON, as a form if it is `URLSearchParams`, or as it is if it is a file. */
  body?: object;
  /** Lets the request finish even if the user leaves the page. */
  keepalive?: boolean;
  /** Returns the body as a `File`. It may take as long as the connection lasts. */
  isDownload?: boolean;
  /** "omit" sends no cookies, and so not the refresh token. */
  credentials?: RequestCredentials;
}

/**
 * Calls the API of this site and returns the body of the response. It is not validated: the server has serialized it through
 * its schema, and a schema library would add to the size of every page.
 *
 * @throws {ApiError} for an error response
 * @throws {NetworkError} if no response arrives
 */
export async function callApi<Body>(request: ApiRequest): Promise<Body> {
  return (await requestApi<Body>(request)).data;
}

/** Calls the API like `callApi`, and returns the headers, too. */
export async function requestApi<Body>(request: ApiRequest): Promise<{ data: Body; headers: Headers }> {
  const { method = "GET", path, token, body, keepalive = false, credentials = "same-origin" } = request;
  const { isDownload = false } = request;
  const headers = new Headers({ ...request.headers, Accept: "application/json" });
  if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
  const isFile = body instanceof Blob;
  // The browser itself names the types of forms and files.
  const isJson = body !== undefined && !isFile && !(body instanceof URLSearchParams);
  if (isJson) headers.set("Content-Type", "application/json");

  let response: Response;
  let data: unknown;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      body: isJson ? JSON.stringify(body) : (body ?? null),
      keepalive,
      credentials,
      signal: isDownload ? null : AbortSignal.timeout(isFile ? UPLOAD_TIME_OUT_MS : TIME_OUT_MS),
    });
    data = isDownload && response.ok ? await readFile(response) : await readJson(response);
  } catch (error) {
    throw new NetworkError(error);
  }
  if (!response.ok) throw toApiError(response.status, data);
  if (data === undefined && response.status !== 204) throw new NetworkError("The response is not JSON");
  return { data: data as Body, headers: response.headers };
}

/** Returns undefined for a body that is not JSON, such as the error page of a gateway. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the body as a file with the name that the server suggests. Browsers keep large ones on disk. */
async function readFile(response: Response): Promise<File> {
  const [, name = "download"] =
    /filename="(.+?)"/.exec(response.headers.get("Content-Disposition") ?? "") ?? [];
  return new File([await response.blob()], name);
}

function toApiError(status: number, data: unknown): ApiError {
  const { detail, code, errors } = (data ?? {}) as Partial<Problem>;
  if (detail !== undefined && code !== undefined) return new ApiError(detail, status, code, errors);
  return new ApiError("Something went wrong on our side. Please try again.", status, "unknown");
}
