import { DeletedPost } from "@/components/editor/deleted-post";

export default function PostToEditNotFound() {
  return <DeletedPost />;
}
