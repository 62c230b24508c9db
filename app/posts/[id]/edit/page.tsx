import type { Metadata } from "next";
import { orNotFound, readId } from "@/app/or-not-found";
import { EditPost } from "@/components/editor/edit-post";
import { requirePost } from "@/lib/server/posts/post-service";

interface EditPageProps {
  params: Promise<{ id: string }>;
}

export const metadata: Metadata = { title: "Edit post", robots: { index: false } };

export default async function EditPostPage({ params }: EditPageProps) {
  await orNotFound(requirePost(readId((await params).id)));
  return <EditPost />;
}
