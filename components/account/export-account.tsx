"use client";

import { useState } from "react";
import { errorMessage } from "@/lib/client/error-message";
import { saveFile } from "@/lib/client/save-file";
import { useAuth } from "../auth/use-auth";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { showToast } from "../ui/show-toast";
import { AccountSection } from "./account-section";

/**
 * Saves all that the account has as a zip file. The request carries the access token, so it cannot be a link: the browser holds
 * the file until it is complete. That also means that an incomplete file is never saved.
 */
export function ExportAccount() {
  const { call } = useAuth();
  const [isExporting, setExporting] = useState(false);
  const [error, setError] = useState<string>();

  async function save() {
    setExporting(true);
    setError(undefined);
    try {
      saveFile(await call<File>({ path: "/users/me/export", isDownload: true }));
      showToast({ kind: "success", message: "Your posts were exported" });
    } catch (failure) {
      setError(errorMessage(failure));
    } finally {
      setExporting(false);
    }
  }

  return (
    <AccountSection
      id="export"
      title="Export"
      lede="Saves all your posts as Markdown files, with your profile and sessions, in one zip file. Drafts are not part of it."
    >
      {error !== undefined && <Alert kind="error">{error}</Alert>}
      <Button variant="quiet" pending={isExporting} pendingLabel="Exporting…" onClick={() => void save()}>
        Export your posts
      </Button>
    </AccountSection>
  );
}
