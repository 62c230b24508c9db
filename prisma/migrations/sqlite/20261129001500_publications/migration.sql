-- CreateTable
CREATE TABLE "publications" (
    "user_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" TEXT NOT NULL,
    "post_id" INTEGER,
    "username" TEXT NOT NULL,
    "image_file" TEXT,
    "created_at" DATETIME NOT NULL,

    PRIMARY KEY ("user_id", "key"),
    CONSTRAINT "publications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "publications_created_at_idx" ON "publications"("created_at");
