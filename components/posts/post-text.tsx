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
  for (const { index, url } of linkify.match(text) ?? []) {
    const address = url.replace(/:+$/, ""); // the colon of the sentence around it
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
    <div className="font-serif text-lg wrap-anywhere whitespace-pre-wrap">
      {pieces.map((piece, position) => (
        <Fragment key={position}>{piece}</Fragment>
      ))}
    </div>
  );
}
