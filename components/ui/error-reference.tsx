/** The number under which the server's log holds a fault, where Next.js gave it one. */
export function ErrorReference({ error }: { error: unknown }) {
  if (!(error instanceof Error) || !("digest" in error) || typeof error.digest !== "string") return null;
  return <p className="mt-3 font-sans text-xs">Error reference: {error.digest}</p>;
}
