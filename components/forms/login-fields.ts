/** The fields of a form that asks for an e-mail (as `username`) and a password. */
export function loginFields({
  elements,
}: HTMLFormElement): Record<"username" | "password", HTMLInputElement> {
  return elements as typeof elements & Record<"username" | "password", HTMLInputElement>;
}
