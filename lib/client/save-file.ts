/** How long the address of a file stays valid, in milliseconds. Safari starts to read it only after a while. */
const VALID_MS = 60_000;

/** Saves a file as the browser saves a download. */
export function saveFile(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), VALID_MS);
}
