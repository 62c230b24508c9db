import { LinkifyIt } from "linkify-it";
import { Fragment } from "react";

/** Finds addresses that are written out with `http://` or `https://`, and no others. */
const linkify = new LinkifyIt({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false })
  .add("ftp:", null)
  .add("mailto:", null)
  .add("//", null);

/** A text as it was typed, line for line, its addresses made links. It is never taken for HTML. */
export function PostText({ text }: { text: string }) {
  const pieces = [];
  let end = 0;
  for (const { index, lastIndex, url } of linkify.match(text) ?? []) {
    pieces.push(text.slice(end, index));
    pieces.push(
      <a key={index} href={url} rel="nofollow ugc noopener" className="link">
        {text.slice(index, lastIndex)}
      </a>,
    );
    end = lastIndex;
  }
  pieces.push(text.slice(end));
  return (
    <div className="font-serif text-lg wrap-anywhere whitespace-pre-wrap">
      {pieces.map((piece, position) => (
        <Fragment key={position}>{piece}</Fragment>
      ))}
    </div>
  );
}
