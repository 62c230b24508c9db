import type { UserPublic } from "@/lib/schemas/user";
import { Avatar } from "../ui/avatar";
import { PostDate } from "./post-date";

interface BylineProps {
  author: Pick<UserPublic, "id" | "username" | "image_path">;
  /** When it was posted, in ISO 8601. */
  date: string;
}

/** Who wrote a post, and when; the name leads to the author's posts. Stands in `SoftLinks`. */
export function Byline({ author, date }: BylineProps) {
  return (
    <div className="flex items-center gap-3 text-sm text-muted">
      <Avatar src={author.image_path} />
      <p className="min-w-0 wrap-anywhere">
        <a href={`/users/${author.id}/posts`} className="text-ink hover:underline">
          <bdi>{author.username}</bdi>
        </a>
        <span aria-hidden className="mx-1.5">
          ·
        </span>
        <PostDate iso={date} />
      </p>
    </div>
  );
}
