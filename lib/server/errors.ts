import "server-only";
import { PROBLEMS, type FieldFault, type ProblemCode } from "@/lib/schemas/problem";

interface AppErrorOptions {
  /** Replaces the table's sentence for people. */
  detail?: string;
  /** The fields at fault, each with a sentence of its own. */
  errors?: FieldFault[];
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
  readonly errors: FieldFault[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, { detail, errors, retryAfterSeconds, cause }: AppErrorOptions = {}) {
    super(detail ?? PROBLEMS[code].detail, { cause });
    this.code = code;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
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
