"use client";

import { useRouter } from "next/navigation";
import { deleteAllDrafts } from "@/lib/client/draft-store";
import { loadOnDemand } from "@/lib/client/load-on-demand";
import { forgetOlderPosts } from "@/lib/client/older-posts";
import type { UserPrivate } from "@/lib/schemas/user";
import { useAuth } from "../auth/use-auth";
import { useLazyDialog } from "../forms/use-lazy-dialog";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { showToast } from "../ui/show-toast";
import { AccountSection } from "./account-section";

const loadDialog = loadOnDemand(() =>
  import("../forms/confirm-dialog").then((module) => module.ConfirmDialog),
);

/** Deletes the account and all its posts after a confirmation. */
export function DeleteAccount({ user }: { user: UserPrivate }) {
  const { call, logOut } = useAuth();
  const router = useRouter();
  const { Dialog, close, trigger, isLoading, error } = useLazyDialog(loadDialog);

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
      {error !== undefined && <Alert kind="error">{error}</Alert>}
      <Button variant="quiet" pending={isLoading} {...trigger}>
        Delete account…
      </Button>
      {Dialog && (
        <Dialog
          title="Delete your account?"
          description={
            <>
              <bdi>{user.username}</bdi>
              {
                "'s account and all its posts will be deleted permanently. To keep a copy, export your posts first."
              }
            </>
          }
          confirm={{ label: "Delete my account", pendingLabel: "Deleting…", action: remove }}
          cancelLabel="Keep my account"
          onClose={close}
        />
      )}
    </AccountSection>
  );
}
