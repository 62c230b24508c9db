/** A post as another page links to it. */
export interface PostLink {
  id: number;
  title: string;
  date_posted: string;
}

/** Where a reader goes on from a post. */
export interface RelatedPosts {
  /** The post that was published before this one, by anyone. */
  previous?: PostLink | undefined;
  /** The post that was published after this one, by anyone. */
  next?: PostLink | undefined;
  /** The newest other posts of its author, newest first. */
  byAuthor: PostLink[];
}
