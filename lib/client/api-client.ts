import type { FieldError, Problem } from "@/lib/schemas/problem";

/** How long an answer may take, in milliseconds: longer than the server takes over anything. */
const TIME_OUT_MS = 30_000;

/** The API refused: `message` is its sentence for people, `status` and `code` are for programs. */
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

/** No answer came, or none that is Inkwell's; what was asked for may or may not have happened. */
export class NetworkError extends Error {
  override name = "NetworkError";

  constructor(cause: unknown) {
    const isTimeout = cause instanceof DOMException && cause.name === "TimeoutError";
    const message = isTimeout
      ? "Inkwell is taking too long to respond. Please try again in a moment."
      : "Inkwell cannot be reached. Check your connection and try again.";
    super(message, { cause });
  }
}

/** One call of the API. */
export interface ApiRequest {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api`. */
  path: string;
  /** An access token, where one is needed. */
  token?: string;
  /** The body: an object as JSON, `URLSearchParams` as a form. */
  body?: object;
  /** Goes through even when the page is left meanwhile. */
  keepalive?: boolean;
  /** "omit" leaves the cookie of the site's own log-in out of it. */
  credentials?: RequestCredentials;
}

/**
 * Calls the API of this site. Its answers are not parsed again: the server has just put each through the schema of its type,
 * and a schema library would weigh on every page.
 *
 * @throws {ApiError} with the problem that it answered
 * @throws {NetworkError} when no answer came
 */
export async function callApi<Answer>(request: ApiRequest): Promise<Answer> {
  return (await requestApi<Answer>(request)).data;
}

/** As `callApi`, for those who need the headers of the answer, too. */
export async function requestApi<Answer>(request: ApiRequest): Promise<{ data: Answer; headers: Headers }> {
  const { method = "GET", path, token, body, keepalive = false, credentials = "same-origin" } = request;
  const headers = new Headers({ Accept: "application/json" });
  if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
  const isForm = body === undefined || body instanceof URLSearchParams;
  if (!isForm) headers.set("Content-Type", "application/json");

  let response: Response;
  let data: unknown;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers,
      body: isForm ? (body ?? null) : JSON.stringify(body),
      keepalive,
      credentials,
      signal: AbortSignal.timeout(TIME_OUT_MS),
    });
    data = await readJson(response);
  } catch (error) {
    throw new NetworkError(error);
  }
  if (!response.ok) throw toApiError(response.status, data);
  if (data === undefined && response.status !== 204) throw new NetworkError("The answer is not JSON");
  return { data: data as Answer, headers: response.headers };
}

/** A gateway in between may answer with something else than JSON, which says nothing to people. */
async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toApiError(status: number, data: unknown): ApiError {
  const { detail, code, errors } = (data ?? {}) as Partial<Problem>;
  if (detail !== undefined && code !== undefined) return new ApiError(detail, status, code, errors);
  return new ApiError("Something went wrong on our side. Please try again.", status, "unknown");
}
