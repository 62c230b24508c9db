"use client";

import { useParams } from "next/navigation";
import { useEffect, useReducer, useState } from "react";
import type { UserPrivate } from "@/lib/schemas/user";
import { NotFoundNotice } from "../not-found-notice";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Notice } from "../ui/notice";
import { openEdit, type OpenedEdit } from "./open-edit";
import { PostEditor } from "./post-editor";
import { LoadingEditor, RequireWriter } from "./require-writer";

/** Renders the editor of the post that the URL names. */
export function EditPost() {
  const postId = Number(useParams<{ id: string }>().id);
  return (
    <RequireWriter title="Edit post">
      {(user) => <EditPostOf key={`${user.id} ${postId}`} user={user} postId={postId} />}
    </RequireWriter>
  );
}

function EditPostOf({ user, postId }: { user: UserPrivate; postId: number }) {
  const [opened, setOpened] = useState<OpenedEdit>();
  const [tries, tryAgain] = useReducer((count: number) => count + 1, 0);

  // The name and the picture of the user change the object, but not the editor.
  const { id } = user;
  useEffect(() => {
    let isCurrent = true;
    const draftId = new URLSearchParams(location.search).get("draft");
    void openEdit({ id }, postId, draftId).then((result) => {
      if (isCurrent) setOpened(result);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, postId, tries]);

  switch (opened?.status) {
    case undefined:
      return <LoadingEditor title="Edit post" />;
    case "missing":
      return <NotFoundNotice />;
    case "forbidden":
      return (
        <Notice
          margin="403"
          title="Only the author can edit this post"
          actions={<ButtonLink href={`/posts/${postId}`}>Read the post</ButtonLink>}
        >
          You are logged in as <bdi>{user.username}</bdi>, who did not write it.
        </Notice>
      );
    case "failed":
      return (
        <div className="frame pt-12 pb-24">
          <Alert kind="error" action={<Button onClick={tryAgain}>Try again</Button>}>
            {opened.message}
          </Alert>
        </div>
      );
    case "ready":
      return <PostEditor userId={id} start={opened.start} />;
  }
}
