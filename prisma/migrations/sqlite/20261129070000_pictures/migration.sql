-- CreateTable
CREATE TABLE "pictures" (
    "user_id" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,

    PRIMARY KEY ("user_id"),
    CONSTRAINT "pictures_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "pictures_file_idx" ON "pictures"("file");
