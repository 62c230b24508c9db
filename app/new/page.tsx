import type { Metadata } from "next";
import { NewPost } from "@/components/editor/new-post";

export const metadata: Metadata = { title: "New post", robots: { index: false } };

export default function NewPostPage() {
  return <NewPost />;
}
