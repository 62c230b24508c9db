import "server-only";
import { PROBLEMS, type FieldError, type ProblemCode } from "@/lib/schemas/problem";

interface AppErrorOptions {
  /** Replaces the sentence for people in `PROBLEMS`. */
  detail?: string;
  /** The invalid fields, each with its own explanation. */
  errors?: FieldError[];
  /** When the client may try again, in whole seconds from now. */
  retryAfterSeconds?: number;
  /** For the log; never sent to the client. */
  cause?: unknown;
}

/**
 * An expected error. Services and primitives throw it, and the HTTP layer turns it into the response that `PROBLEMS`
 * defines for its code. Clients see its message; its `cause` is for the log.
 */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ProblemCode;
  readonly errors: FieldError[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, { detail, errors, retryAfterSeconds, cause }: AppErrorOptions = {}) {
    super(detail ?? PROBLEMS[code].detail, { cause });
    this.code = code;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Long enough for an operator to free disk space. */
const STORAGE_RETRY_AFTER_SECONDS = 60;

/** The storage of the database is full, read-only or damaged. Unlike other expected errors, it is logged. */
export class StorageError extends AppError {
  override name = "StorageError";

  constructor(cause: string) {
    super("overloaded", {
      detail: "The server cannot store data right now. Please try again later.",
      retryAfterSeconds: STORAGE_RETRY_AFTER_SECONDS,
      cause,
    });
  }
}

/** The database cannot be reached or does not respond in time. Unlike other expected errors, it is logged. */
export class UnavailableError extends AppError {
  override name = "UnavailableError";

  constructor(cause: string) {
    super("overloaded", { cause });
  }
}

/** Another connection held a lock for too long, or won a conflict of two transactions. The same query may succeed later. */
export class BusyError extends AppError {
  override name = "BusyError";

  constructor(cause: unknown) {
    super("overloaded", { cause });
  }
}

/** The database rejected a write because another row has the same value in a unique column. */
export class UniqueViolationError extends Error {
  override name = "UniqueViolationError";

  constructor(
    /** Database names of the columns. */
    readonly columns: readonly string[],
    cause: unknown,
  ) {
    super(`Unique constraint violated: ${columns.join(", ")}`, { cause });
  }
}

/** The database rejected a write because a row that it refers to does not exist. */
export class ForeignKeyViolationError extends Error {
  override name = "ForeignKeyViolationError";

  constructor(cause: unknown) {
    super("Foreign key constraint violated", { cause });
  }
}
