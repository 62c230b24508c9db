import type { UserPublic } from "@/lib/schemas/user";
import { Avatar } from "../ui/avatar";
import { PostDate } from "./post-date";

interface BylineProps {
  author: Pick<UserPublic, "id" | "username" | "image_path">;
  /** When the post was published, in ISO 8601. */
  date: string;
  /** When it was last edited, in ISO 8601. */
  editedDate?: string | null;
}

/** Renders the author and the date of a post; the name links to the author's posts. Place it inside `SoftLinks`. */
export function Byline({ author, date, editedDate }: BylineProps) {
  return (
    <div className="flex items-center gap-3 text-sm text-muted">
      <Avatar src={author.image_path} />
      <p className="min-w-0 wrap-anywhere">
        <a href={`/users/${author.id}/posts`} className="text-ink hover:underline">
          <bdi>{author.username}</bdi>
        </a>
        <Separator />
        <PostDate iso={date} />
        {editedDate && (
          <>
            <Separator />
            Edited <PostDate iso={editedDate} />
          </>
        )}
      </p>
    </div>
  );
}

function Separator() {
  return (
    <span aria-hidden className="mx-1.5">
      ·
    </span>
  );
}
