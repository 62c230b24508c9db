/** Renders a dot between two parts of a line. */
export function Separator() {
  return (
    <span aria-hidden className="mx-1.5">
      ·
    </span>
  );
}
