-- CreateTable
CREATE TABLE "outbox" (
    "id" SERIAL NOT NULL,
    "message_id" TEXT NOT NULL,
    "mail" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL,
    "due_at" TIMESTAMP(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outbox_due_at_idx" ON "outbox"("due_at");
