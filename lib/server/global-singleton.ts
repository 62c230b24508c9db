import "server-only";

/**
 * Creates a value once per process and returns the same one from then on.
 *
 * A module-level constant is not enough: Next.js instantiates a module once for route handlers, once for pages, and again at
 * each hot reload, but there must be only one database connection and one hashing queue.
 */
export function globalSingleton<Value>(name: string, make: () => Value): Value {
  const store = globalThis as typeof globalThis & { inkwell?: Map<string, unknown> };
  store.inkwell ??= new Map();
  if (!store.inkwell.has(name)) store.inkwell.set(name, make());
  return store.inkwell.get(name) as Value;
}
