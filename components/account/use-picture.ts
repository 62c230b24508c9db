import { useRouter } from "next/navigation";
import { useState } from "react";
import { errorMessage } from "@/lib/client/error-message";
import { forgetOlderPosts } from "@/lib/client/older-posts";
import type { UserPrivate } from "@/lib/schemas/user";
import { useAuth } from "../auth/use-auth";
import { showToast } from "../ui/show-toast";
import { readPicture, type ChosenPicture } from "./read-picture";

/** Returns the state of the picture section, and what its controls do. */
export function usePicture(user: UserPrivate, onGone: () => void) {
  const { call, setUser } = useAuth();
  const router = useRouter();
  const [chosen, setChosen] = useState<ChosenPicture>();
  const [working, setWorking] = useState<"uploading" | "removing">();
  const [error, setError] = useState<string>();
  const path = `/users/${user.id}/picture`;

  /** Shows a file for confirmation, or what is wrong with it. */
  async function choose(file: File | undefined) {
    if (file === undefined || working !== undefined) return;
    setError(undefined);
    try {
      setChosen(await readPicture(file));
    } catch (readError) {
      setChosen(undefined);
      setError(errorMessage(readError));
    }
  }

  function cancel() {
    setChosen(undefined);
    setError(undefined);
    onGone();
  }

  async function change(work: "uploading" | "removing", file: File | undefined, success: string) {
    setWorking(work);
    setError(undefined);
    try {
      const request = file
        ? ({ method: "PUT", path, body: file } as const)
        : { method: "DELETE" as const, path };
      setUser(await call<UserPrivate>(request));
      setChosen(undefined);
      forgetOlderPosts();
      router.refresh();
      onGone();
      showToast({ kind: "success", message: success });
    } catch (callError) {
      setError(errorMessage(callError));
    } finally {
      setWorking(undefined);
    }
  }

  return {
    chosen,
    working,
    error,
    choose: (file: File | undefined) => void choose(file),
    cancel,
    upload: () => void change("uploading", chosen?.file, "Picture saved"),
    remove: () => void change("removing", undefined, "Picture removed"),
  };
}
