import "server-only";

/**
 * Makes a value once for the whole process and hands out the same one ever after.
 *
 * A module is not enough: Next instantiates one for route handlers, another for pages, and again at each hot reload,
 * while a database connection or a limit on hashing must be the only one.
 */
export function globalSingleton<Value>(name: string, make: () => Value): Value {
  const store = globalThis as typeof globalThis & { inkwell?: Map<string, unknown> };
  store.inkwell ??= new Map();
  if (!store.inkwell.has(name)) store.inkwell.set(name, make());
  return store.inkwell.get(name) as Value;
}
