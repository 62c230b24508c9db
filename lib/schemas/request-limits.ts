// The limits of a request, which the server enforces and the error texts name.

/** The largest body of a request, in KiB. */
export const BODY_MAX_KIB = 256;

/** The largest request line and headers together, in KiB: Node's default `maxHeaderSize`. */
export const HEAD_MAX_KIB = 16;

/** How long the headers of a request may take to arrive, in seconds. */
export const HEAD_TIMEOUT_SECONDS = 15;

/** How long a whole request may take to arrive, in seconds. */
export const REQUEST_TIMEOUT_SECONDS = 45;

/** How long an `Idempotency-Key` stands for its first request, in hours. */
export const IDEMPOTENCY_KEY_HOURS = 24;
