"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useForm } from "react-hook-form";
import { ApiError } from "@/lib/client/api-client";
import { deleteDraft, saveDraft, markInterrupted, readDraft, type DraftKey } from "@/lib/client/draft-store";
import { forgetOlderPosts } from "@/lib/client/older-posts";
import { postCreateSchema, type Post } from "@/lib/schemas/post";
import { useAuth } from "../auth/use-auth";
import { showServerErrors } from "../forms/show-server-errors";
import { Alert } from "../ui/alert";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { TextArea } from "../ui/text-area";
import { showToast } from "../ui/show-toast";

interface PostEditorDialogProps {
  authorId: number;
  /** The post to change; left out for a new one. */
  post?: Post;
  onClose: () => void;
}

/** Writes a new post or changes one. Keeps the text as a draft until it is published or discarded. */
export function PostEditorDialog({ authorId, post, onClose }: PostEditorDialogProps) {
  const { call } = useAuth();
  const router = useRouter();
  const key: DraftKey = { userId: authorId, postId: post?.id };
  const published = { title: post?.title ?? "", content: post?.content ?? "" };
  const [draft] = useState(() => readDraft(key));
  const form = useForm({ resolver: zodResolver(postCreateSchema), defaultValues: draft ?? published });
  const { errors, isSubmitting } = form.formState;
  const texts = post ? CHANGE : NEW;

  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values }) => saveDraft({ userId: authorId, postId: post?.id }, values),
      }),
    [form, authorId, post?.id],
  );

  const submit = form.handleSubmit(async (body) => {
    try {
      const saved = await call<Post>({
        ...(post ? { method: "PUT", path: `/posts/${post.id}` } : { method: "POST", path: "/posts" }),
        body,
      });
      deleteDraft(key);
      forgetOlderPosts();
      onClose();
      showToast({ kind: "success", message: texts.done });
      router.push(`/posts/${saved.id}`);
      router.refresh();
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) markInterrupted(key);
      showServerErrors(form, error);
    }
  });

  function discard() {
    const discarded = form.getValues();
    deleteDraft(key);
    onClose();
    if (discarded.title === published.title && discarded.content === published.content) return;
    showToast({
      kind: "info",
      message: "Draft discarded",
      action: { label: "Undo", onClick: () => saveDraft(key, discarded) },
    });
  }

  return (
    <Dialog open wide onOpenChange={onClose} title={texts.title} dismissOutside={false}>
      <Form onSubmit={(event) => void submit(event)}>
        {errors.root?.message && <Alert kind="error">{errors.root.message}</Alert>}
        {post && draft && (
          <Alert>You are editing a draft. Readers see the published version until you save.</Alert>
        )}
        <Field
          label="Title"
          dir="auto"
          error={errors.title?.message}
          autoComplete="off"
          {...form.register("title")}
        />
        <TextArea
          label="Text"
          dir="auto"
          rows={10}
          error={errors.content?.message}
          {...form.register("content")}
        />
        <div className="flex flex-wrap justify-end gap-3">
          <Button variant="quiet" onClick={discard}>
            Discard
          </Button>
          <Button type="submit" pending={isSubmitting} pendingLabel={texts.pending}>
            {texts.submit}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

const NEW = { title: "New post", submit: "Publish", pending: "Publishing…", done: "Published" };
const CHANGE = { title: "Edit post", submit: "Save", pending: "Saving…", done: "Saved" };
