"use client";

import { useRef, useState, type DragEvent } from "react";
import { PICTURE_MAX_MIB, PICTURE_TYPES } from "@/lib/schemas/picture-limits";
import type { UserPrivate } from "@/lib/schemas/user";
import { Alert } from "../ui/alert";
import { Avatar } from "../users/avatar";
import { Button } from "../ui/button";
import { AccountSection } from "./account-section";
import { PicturePreview } from "./picture-preview";
import { usePicture } from "./use-picture";

const TITLE_ID = "picture";
const SIZE = 96;
const LEDE = `Shown beside your name. A PNG, JPEG, WebP, AVIF or GIF of up to ${PICTURE_MAX_MIB} MiB; its middle is used.`;

/** Shows, changes and removes the picture of the account. A new one is chosen or dropped, previewed, and then saved. */
export function PictureSection({ user }: { user: UserPrivate }) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  // The button that had the focus is gone.
  const focusTitle = () => document.getElementById(TITLE_ID)?.focus({ preventScroll: true });
  const { chosen, working, error, choose, cancel, upload, remove } = usePicture(user, focusTitle);
  const hasPicture = user.image_file !== null;

  function drop(event: DragEvent) {
    event.preventDefault();
    setIsOver(false);
    choose(event.dataTransfer.files[0]);
  }

  function dragOver(event: DragEvent) {
    event.preventDefault();
    setIsOver(true);
  }

  return (
    <AccountSection id={TITLE_ID} title="Picture" lede={LEDE}>
      {error !== undefined && (
        <div className="mb-6">
          <Alert kind="error">{error}</Alert>
        </div>
      )}
      <div
        data-drop-area
        onDragOver={dragOver}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={`flex flex-wrap items-center gap-x-6 gap-y-5 rounded-xs border border-dashed p-5 ${isOver ? "border-accent bg-surface" : "border-rule/60"}`}
      >
        {chosen ? (
          <PicturePreview image={chosen.image} size={SIZE} />
        ) : (
          <Avatar src={user.image_path} size={SIZE} />
        )}
        <input
          ref={input}
          type="file"
          accept={PICTURE_TYPES.join()}
          aria-label="Picture file"
          hidden
          onChange={({ currentTarget }) => {
            choose(currentTarget.files?.[0]);
            // So that choosing the same file again is a change.
            currentTarget.value = "";
          }}
        />
        <div className="min-w-0 flex-1 basis-56">
          <div className="flex flex-wrap gap-3">
            {chosen ? (
              <>
                <Button pending={working === "uploading"} pendingLabel="Uploading…" onClick={upload}>
                  Save picture
                </Button>
                {working === undefined && (
                  <Button variant="quiet" onClick={cancel}>
                    Cancel
                  </Button>
                )}
              </>
            ) : (
              <>
                <Button
                  variant="quiet"
                  pending={working !== undefined}
                  onClick={() => input.current?.click()}
                >
                  {hasPicture ? "Replace picture…" : "Choose a picture…"}
                </Button>
                {hasPicture && (
                  <Button
                    variant="quiet"
                    pending={working === "removing"}
                    pendingLabel="Removing…"
                    onClick={remove}
                  >
                    Remove picture
                  </Button>
                )}
              </>
            )}
          </div>
          <p role="status" className="mt-3 text-sm text-muted">
            {chosen ? (
              "Only you can see this preview until you save it."
            ) : (
              <span className="pointer-coarse:hidden">Or drop a picture here.</span>
            )}
          </p>
        </div>
      </div>
    </AccountSection>
  );
}
