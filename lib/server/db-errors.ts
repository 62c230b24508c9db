import "server-only";
import { z } from "zod";

// How Prisma reports a fault through a driver adapter (7.10): the columns of a unique violation are not in `meta.target`.
const uniqueViolationSchema = z.object({
  code: z.literal("P2002"),
  meta: z.object({
    driverAdapterError: z.object({
      cause: z.object({ constraint: z.object({ fields: z.array(z.string()) }) }),
    }),
  }),
});
const foreignKeyViolationSchema = z.object({ code: z.literal("P2003") });
const adapterBusySchema = z.object({ cause: z.object({ kind: z.literal("SocketTimeout") }) });
const busySchema = z.union([
  z.object({ code: z.literal("P1008") }),
  // Inside a transaction the adapter's own error comes through, which has no code; of a raw query it is inside of another.
  adapterBusySchema,
  z.object({ meta: z.object({ driverAdapterError: adapterBusySchema }) }),
]);

/** The columns whose uniqueness a write would have broken, or undefined where that was not its fault. */
export function readUniqueViolation(error: unknown): string[] | undefined {
  return uniqueViolationSchema.safeParse(error).data?.meta.driverAdapterError.cause.constraint.fields;
}

/** Says whether a write referred to a row that does not exist. */
export function isForeignKeyViolation(error: unknown): boolean {
  return foreignKeyViolationSchema.safeParse(error).success;
}

/** Says whether the database was locked by another process for longer than its busy time-out. */
export function isBusy(error: unknown): boolean {
  return busySchema.safeParse(error).success;
}
