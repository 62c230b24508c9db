"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { deleteAllDrafts } from "@/lib/client/draft-store";
import { forgetOlderPosts } from "@/lib/client/older-posts";
import type { UserPrivate } from "@/lib/schemas/user";
import { useAuth } from "../auth/use-auth";
import { Button } from "../ui/button";
import { showToast } from "../ui/show-toast";
import { AccountSection } from "./account-section";

const ConfirmDialog = dynamic(() => import("../forms/confirm-dialog").then((module) => module.ConfirmDialog));

/** Deletes the account and all its posts after a confirmation. */
export function DeleteAccount({ user }: { user: UserPrivate }) {
  const { call, logOut } = useAuth();
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);

  async function remove() {
    await call<undefined>({ method: "DELETE", path: `/users/${user.id}` });
    deleteAllDrafts(user.id);
    forgetOlderPosts();
    logOut();
    router.refresh();
    showToast({ kind: "success", message: "Your account and all your posts were deleted" });
  }

  return (
    <AccountSection
      id="delete-account"
      title="Delete account"
      lede="Permanently deletes your account and all your posts."
    >
      <Button variant="quiet" onClick={() => setIsAsking(true)}>
        Delete account…
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Delete your account?"
          description={
            <>
              <bdi>{user.username}</bdi>
              {"'s account and all its posts will be deleted permanently."}
            </>
          }
          confirm={{ label: "Delete my account", pendingLabel: "Deleting…", action: remove }}
          cancelLabel="Keep my account"
          onClose={() => setIsAsking(false)}
        />
      )}
    </AccountSection>
  );
}
