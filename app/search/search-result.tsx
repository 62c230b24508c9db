import { Byline } from "@/components/posts/byline";
import type { Post } from "@/lib/schemas/post";
import type { Piece } from "@/lib/schemas/piece";
import { excerptAround } from "@/components/posts/excerpt-around";

interface SearchResultProps {
  post: Post;
  mark: (text: string) => Piece[];
}

/** Renders a post that a search found, as lists do, with the words marked. Place it inside `SoftLinks`. */
export function SearchResult({ post, mark }: SearchResultProps) {
  return (
    <article className="border-b border-hairline py-9 first:pt-0">
      <h3 dir="auto" className="text-2xl wrap-anywhere">
        <a href={`/posts/${post.id}`} className="hover:underline hover:decoration-1">
          <Marked pieces={mark(post.title)} />
        </a>
      </h3>
      <p dir="auto" className="mt-2.5 mb-5 font-serif text-lg wrap-anywhere text-muted">
        <Marked pieces={excerptAround(post.content, mark)} />
      </p>
      <Byline author={post.author} date={post.date_posted} />
    </article>
  );
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map((piece, index) =>
    piece.isFound ? (
      <mark key={index} className="found">
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
