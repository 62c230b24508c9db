import { Fragment } from "react";
import { findLinks } from "./find-links";

/** Shows a text as it was typed, with its line breaks and with links for its addresses. HTML in it shows as text. */
export function PostText({ text }: { text: string }) {
  const pieces = [];
  let end = 0;
  for (const { index, address } of findLinks(text)) {
    pieces.push(text.slice(end, index));
    pieces.push(
      <a key={index} href={address} rel="nofollow ugc noopener" className="link">
        {address}
      </a>,
    );
    end = index + address.length;
  }
  pieces.push(text.slice(end));
  return (
    // `plaintext` finds the direction of each line; `dir` alone would give all of them that of the first.
    <div dir="auto" className="font-serif text-lg wrap-anywhere whitespace-pre-wrap [unicode-bidi:plaintext]">
      {pieces.map((piece, position) => (
        <Fragment key={position}>{piece}</Fragment>
      ))}
    </div>
  );
}
