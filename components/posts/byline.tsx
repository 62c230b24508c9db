import type { ReactNode } from "react";
import type { UserPublic } from "@/lib/schemas/user";
import { Avatar } from "../users/avatar";
import { PostDate } from "./post-date";
import { Separator } from "./separator";

interface BylineProps {
  author: Pick<UserPublic, "id" | "username" | "image_path">;
  /** When the post was published, in ISO 8601. */
  date: string;
  /** A second line. */
  children?: ReactNode;
}

/** Renders the author and the date of a post; the name links to the author's posts. Place it inside `SoftLinks`. */
export function Byline({ author, date, children }: BylineProps) {
  return (
    <div className="flex items-center gap-3 text-sm text-muted">
      <Avatar src={author.image_path} />
      <div className="min-w-0">
        <p className="wrap-anywhere">
          <a href={`/users/${author.id}/posts`} className="text-ink hover:underline">
            <bdi>{author.username}</bdi>
          </a>
          <Separator />
          <PostDate iso={date} />
        </p>
        {children}
      </div>
    </div>
  );
}
