/** Says, in browsers without JavaScript, what does not work. */
export function NoScriptNote({ what }: { what: string }) {
  return (
    <noscript>
      <p className="mb-7 border-y border-hairline py-3.5 text-sm">
        {what} needs JavaScript. Switch it on in your browser and reload the page.
      </p>
    </noscript>
  );
}
