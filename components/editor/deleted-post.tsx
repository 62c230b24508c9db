"use client";

import { useAuth } from "../auth/use-auth";
import { NotFoundNotice } from "../not-found-notice";
import { EditPost } from "./edit-post";

/** Renders the 404 page of a post to edit. Someone who was editing it when it was deleted finds the draft. */
export function DeletedPost() {
  const { state } = useAuth();
  return state.status === "signed-in" ? <EditPost /> : <NotFoundNotice />;
}
