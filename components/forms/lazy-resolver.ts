import type { FieldValues, Resolver } from "react-hook-form";

/**
 * Creates a resolver that is loaded when the form is first checked: a schema with zod is a quarter of a page's script. If it
 * cannot be loaded, only the server checks the form.
 */
export function lazyResolver<Values extends FieldValues>(
  load: () => Promise<Resolver<Values>>,
): Resolver<Values> {
  return async (values, context, options) => {
    const resolve = await load().catch(() => undefined);
    return resolve ? resolve(values, context, options) : { values, errors: {} };
  };
}
