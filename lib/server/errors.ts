import "server-only";
import { PROBLEMS, type FieldError, type ProblemCode } from "@/lib/schemas/problem";

interface AppErrorOptions {
  /** Replaces the table's sentence for people. */
  detail?: string;
  /** The fields at fault, each with a sentence of its own. */
  errors?: FieldError[];
  /** How long to wait before trying again, in whole seconds. */
  retryAfterSeconds?: number;
  /** For the log alone. */
  cause?: unknown;
}

/**
 * A fault with a name: services and primitives throw it, the HTTP layer looks its status up in `PROBLEMS`.
 * What it says may be read by anyone; what is for the log alone is its `cause`.
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

/** How long to wait for whoever runs Inkwell to make room on its disk. */
const STORAGE_RETRY_AFTER_SECONDS = 60;

/** The disk or the file under the database is at fault: full, read-only, damaged. Unlike other faults with a name it is logged. */
export class StorageError extends AppError {
  override name = "StorageError";

  constructor(cause: string) {
    super("overloaded", {
      detail: "Inkwell's storage is out of order. Please try again later.",
      retryAfterSeconds: STORAGE_RETRY_AFTER_SECONDS,
      cause,
    });
  }
}

/** A write that the database refused because a unique column already holds the value. */
export class UniqueViolationError extends Error {
  override name = "UniqueViolationError";

  constructor(
    /** The columns, as the database names them. */
    readonly columns: readonly string[],
    cause: unknown,
  ) {
    super(`Already taken: ${columns.join(", ")}`, { cause });
  }
}

/** A write that the database refused because a row that it refers to is gone. */
export class ForeignKeyViolationError extends Error {
  override name = "ForeignKeyViolationError";

  constructor(cause: unknown) {
    super("The row that was referred to is gone", { cause });
  }
}
