"use client";

import dynamic from "next/dynamic";
import { NavButton } from "../ui/nav-link";
import { useEditor } from "./use-editor";

const PostEditorDialog = dynamic(() =>
  import("./post-editor-dialog").then((module) => module.PostEditorDialog),
);

/** Renders the button of the bar that opens the editor for a new post. */
export function NewPost({ authorId }: { authorId: number }) {
  const editor = useEditor(authorId);
  return (
    <>
      <NavButton onClick={editor.open}>New Post</NavButton>
      {editor.isOpen && <PostEditorDialog authorId={authorId} onClose={editor.close} />}
    </>
  );
}
